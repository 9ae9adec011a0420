/** What an edge that analyses its own pictures must know, so that its facts are the daemon's own. */
import type Router from '@koa/router';
import type { EdgeTerms } from '../../protocol/index.js';
import type { DaemonContext } from '../context.js';

export function addEdgeRoutes(router: Router, { options, pool, faces }: DaemonContext): void {
  router.get('/api/edge', (ctx) => {
    const { ready } = faces;
    const given = options.faces;
    ctx.body = {
      model: pool.model.digest,
      min_score: options.tracker.weakConfidence,
      faces:
        ready && given
          ? {
              embedder: ready.profile.id,
              step_ms: given.stepMs,
              min_face: given.choice.minFace,
              zone: [...given.choice.zone],
              equal_share: given.choice.equalShare,
            }
          : null,
    } satisfies EdgeTerms;
  });
}
