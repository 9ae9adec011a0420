/** The part of node-webcam that is used here; the package has no types of its own. */
declare module 'node-webcam' {
  interface Webcam {
    /** The shell command that takes one picture into a file. */
    generateSh(file: string): string;
  }
  const NodeWebcam: { create(options: Readonly<Record<string, unknown>>): Webcam };
  export default NodeWebcam;
}
