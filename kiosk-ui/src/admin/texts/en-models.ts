/** Words about the models of a shop. */
import type { Texts } from './zh';

export const enModels: Texts['models'] = {
  title: 'Models',
  about:
    'The shop knows products by the model in use. Counters go on while it is changed: the new one is tested first and takes over only when it works. New models are added on this computer with yolo1125 models add.',
  name: 'Model',
  shipped: 'Built-in model',
  inUse: 'in use',
  products: 'Products',
  classes: (count) => `${count} ${count === 1 ? 'class' : 'classes'}`,
  unsold: (count) => `${count} without a product`,
  unseen: (count) => `${count} ${count === 1 ? 'product' : 'products'} not recognised`,
  size: 'Size',
  speed: 'Speed',
  ms: (count) => `${count} ms a picture`,
  added: 'Added',
  comesAlong: 'built in',
  action: 'Change',
  use: 'Use',
  useThis: (name) => `Use ${name}`,
  rollBack: (name) => `Go back to “${name}”`,
  changing: 'Another model is being tested and started. A moment…',
  changed: (name) => `“${name}” is in use now`,
  pinned: (file) => `The daemon was started with --model ${file}, so nothing can be chosen here.`,
  failed: (name, at) => `The model “${name}” failed again and again at ${at}; the one before it is in use.`,
};
