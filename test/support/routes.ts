/** What a daemon says it answers to. */
import { type RunningDaemon, until } from './daemon.js';

/** @returns e.g. `GET /api/products/:id`, from the line that it logs when it has started */
export async function routesOf(daemon: RunningDaemon): Promise<readonly string[]> {
  const find = () =>
    daemon
      .log()
      .split('\n')
      .find((text) => text.includes('"msg":"routes"'));
  await until(() => find() !== undefined);
  return (JSON.parse(find() ?? '') as { routes: string[] }).routes;
}
