/**
 * A signal that is aborted by Ctrl+C or the service manager; a second one means now.
 * @param seconds after which it is aborted anyhow
 */
export function stopSignal(seconds?: number): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (seconds !== undefined) setTimeout(() => controller.abort(), seconds * 1000).unref();
  return controller.signal;
}
