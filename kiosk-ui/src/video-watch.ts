/** Notices a camera that is open and shows nothing any more: a loose cable, a driver that hangs, a switch on its lens. */

const LOOK_EVERY_MS = 1000;
const DEAD_AFTER_MS = 5000;

/**
 * @param onDead called once, when no new picture has come for 5 s or the track has been mute for so long
 * @returns ends the watch
 */
export function watchVideo(video: HTMLVideoElement, stream: MediaStream, onDead: () => void): () => void {
  let seen = 0;
  let aliveAt = performance.now();

  function hasNewPicture(): boolean {
    const { totalVideoFrames } = video.getVideoPlaybackQuality();
    const isNew = totalVideoFrames !== seen;
    seen = totalVideoFrames;
    return isNew;
  }

  function look(): void {
    const isMute = stream.getVideoTracks().some((track) => track.muted);
    // Browsers draw nothing on a page that nobody sees.
    if (document.hidden || (hasNewPicture() && !isMute)) aliveAt = performance.now();
    if (performance.now() - aliveAt < DEAD_AFTER_MS) return;
    clearInterval(timer);
    onDead();
  }

  const timer = window.setInterval(look, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
