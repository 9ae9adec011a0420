/** The commands, as much of them as a list of commands shows; each is loaded when it is needed. */
import type { Command } from 'commander';

export interface CommandEntry {
  /** As it is called. */
  readonly shape: string;
  readonly about: string;
  /** An edge on a small computer should not carry the engine and the store. */
  readonly load: () => Promise<Command>;
}

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  serve: {
    shape: 'serve [options]',
    about: 'Run the checkout: kiosk page, API and sockets.',
    load: async () => (await import('./serve.js')).serveCommand(),
  },
  seed: {
    shape: 'seed [options]',
    about: 'Add or update products from a list; without --file, the ten demo products.',
    load: async () => (await import('./seed.js')).seedCommand(),
  },
  learn: {
    shape: 'learn [options] [name]',
    about: 'Teach a new product from pictures, without training: it is recognised by its looks.',
    load: async () => (await import('./learn/learn.js')).learnCommand(),
  },
  enroll: {
    shape: 'enroll [options]',
    about: 'Add a member: by face, by phone and PIN, or both.',
    load: async () => (await import('./faces/enroll.js')).enrollCommand(),
  },
  identify: {
    shape: 'identify [options] <image...>',
    about: 'Say whose face is on a picture, and how sure that is.',
    load: async () => (await import('./faces/identify.js')).identifyCommand(),
  },
  owner: {
    shape: 'owner',
    about: "The owner's way into the pages at /admin.",
    load: async () => (await import('./owner.js')).ownerCommand(),
  },
  device: {
    shape: 'device',
    about: "Add, list or remove the shop's devices: kiosks and edges, each with a token.",
    load: async () => (await import('./device.js')).deviceCommand(),
  },
  members: {
    shape: 'members',
    about: 'See, hand out or erase what the store holds about its members.',
    load: async () => (await import('./members/members.js')).membersCommand(),
  },
  edge: {
    shape: 'edge [options]',
    about: 'Stream a camera of this computer into a session of the daemon, for weeks.',
    load: async () => (await import('./edge/edge.js')).edgeCommand(),
  },
  cameras: {
    shape: 'cameras [options]',
    about: 'List the cameras of this computer, what they can do, and which program would open them.',
    load: async () => (await import('./edge/cameras.js')).camerasCommand(),
  },
  record: {
    shape: 'record [options] <dir>',
    about: 'Keep what a camera sees, without a daemon, for "yolo1125 replay" to play.',
    load: async () => (await import('./edge/record.js')).recordCommand(),
  },
  replay: {
    shape: 'replay [options] <path>',
    about: 'Send recorded frames to a running daemon, as a camera would, and show what happens.',
    load: async () => (await import('./replay/replay.js')).replayCommand(),
  },
  detect: {
    shape: 'detect [options] <image...>',
    about: 'Run a product model on picture files.',
    load: async () => (await import('./detect.js')).detectCommand(),
  },
  models: {
    shape: 'models',
    about: 'Add, evaluate and choose product models; prepare the face models.',
    load: async () => (await import('./models/models.js')).modelsCommand(),
  },
  labels: {
    shape: 'labels [options]',
    about: 'Print the labels of the ten demo products, to try the shipped model with a webcam and paper.',
    load: async () => (await import('./labels.js')).labelsCommand(),
  },
  store: {
    shape: 'store',
    about: 'Move a shop from one store to another.',
    load: async () => (await import('./store-copy.js')).storeCommand(),
  },
  audit: {
    shape: 'audit',
    about: 'See who did what in the shop, and check that nothing of it was changed.',
    load: async () => (await import('./audit/audit.js')).auditCommand(),
  },
  doctor: {
    shape: 'doctor [options]',
    about: 'Check this computer and say what to do: Node, page, model, store, faces, camera, port.',
    load: async () => (await import('./doctor.js')).doctorCommand(),
  },
};
