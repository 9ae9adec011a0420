/** Every address that the daemon answers by HTTP, beside the pages. */
import type { Area } from '../endpoint.js';
import { ADMIN_DEVICES } from './admin-devices.js';
import { ADMIN_MEMBERS } from './admin-members.js';
import { ADMIN_MODELS } from './admin-models.js';
import { ADMIN_OWNER } from './admin-owner.js';
import { ADMIN_PRODUCTS } from './admin-products.js';
import { ADMIN_SALES } from './admin-sales.js';
import { ADMIN_SYSTEM } from './admin-system.js';
import { DESCRIPTIONS } from './descriptions.js';
import { EDGE } from './edge.js';
import { FACES } from './faces.js';
import { KIOSK } from './kiosk.js';
import { ME } from './me.js';
import { SHOP } from './shop.js';
import { STATUS } from './status.js';

export const AREAS: readonly Area[] = [
  SHOP,
  FACES,
  KIOSK,
  ME,
  ADMIN_OWNER,
  ADMIN_PRODUCTS,
  ADMIN_MODELS,
  ADMIN_MEMBERS,
  ADMIN_SALES,
  ADMIN_DEVICES,
  ADMIN_SYSTEM,
  EDGE,
  STATUS,
  DESCRIPTIONS,
];
