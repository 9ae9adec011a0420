/** The part of node-webcam that is used here; the package has no types of its own. */
declare module 'node-webcam' {
  interface Webcam {
    list(callback: (cameras: readonly string[] | undefined) => void): void;
  }
  const NodeWebcam: { create(options: Readonly<Record<string, unknown>>): Webcam };
  export default NodeWebcam;
}
