/** What browsers are told to keep our pages from. */
import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import helmet from 'koa-helmet';
import type { DaemonOptions } from '../options.js';
import { isLoopbackName } from '../origin.js';

/** One year, as browsers' own lists ask for; `includeSubDomains` is the owner's to say. */
const HSTS = 'max-age=31536000';
/** The kiosk needs the camera, and nothing needs anything else. */
const PERMISSIONS = [
  'camera=(self)',
  ...[
    'microphone',
    'geolocation',
    'payment',
    'usb',
    'serial',

    'hid',
    'midi',
    'display-capture',
  ].map((feature) => `${feature}=()`),
].join(', ');

export function securityHeaders({ tls }: DaemonOptions): readonly Middleware[] {
  return [headersOfHelmet(), others(tls !== null)];
}

/** `upgrade-insecure-requests` would break plain http on a loopback kiosk; no directive allows anything inline. */
function headersOfHelmet(): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        // Older Safaris do not take 'self' for sockets.
        connectSrc: ["'self'", (request) => socketsOf(request)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: false,
  }) as Middleware;
}

function socketsOf({ headers }: IncomingMessage): string {
  const { host = '' } = headers;
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

/** For the daemon's own TLS only: what stands before a proxy is the proxy's to promise, and `localhost` is everybody's. */
function others(isTls: boolean): Middleware {
  return (ctx, next) => {
    ctx.set('Permissions-Policy', PERMISSIONS);
    if (isTls && !isLoopbackName(ctx.host)) ctx.set('Strict-Transport-Security', HSTS);
    return next();
  };
}
