/** The owner's part of the API, behind the owner's password. */
import Router from '@koa/router';
import type { DaemonContext } from '../../context.js';
import type { SessionRegistry } from '../../session/registry.js';
import type { LoginGate } from '../login-gate.js';
import { refuseOtherSites } from '../other-sites.js';
import { addAuditRoutes } from './audit-routes.js';
import { addDeviceRoutes } from './device-routes.js';
import { addLearnedRoutes } from './learned-routes.js';
import { addMemberRoutes } from './member-routes.js';
import { addModelRoutes } from './model-routes.js';
import { addOwnerRoutes } from './owner-routes.js';
import { addProductRoutes } from './product-routes.js';
import { addReportRoutes } from './report-routes.js';
import { addSystemRoutes } from './system-routes.js';
import { addTodayRoutes } from './today-routes.js';
import { addTransactionRoutes } from './transaction-routes.js';

export function addAdminRoutes(
  router: Router,
  context: DaemonContext,
  registry: SessionRegistry,
  gate: LoginGate,
): void {
  router.use('/api/admin', refuseOtherSites);
  const ownerOnly = addOwnerRoutes(router, context, gate);
  const owners = new Router({ prefix: '/api/admin', sensitive: true });
  // Before every route of this router, and before anything is said about whether there is such a route.
  owners.use(ownerOnly);
  addTodayRoutes(owners, context, registry);
  addProductRoutes(owners, context, registry);
  addLearnedRoutes(owners, context);
  addMemberRoutes(owners, context);
  addTransactionRoutes(owners, context);
  addReportRoutes(owners, context);
  addAuditRoutes(owners, context);
  addModelRoutes(owners, context);
  addDeviceRoutes(owners, context);
  addSystemRoutes(owners, context, registry);
  router.use(owners.routes());
}
