/** Ids of sessions that have a secret: its SHA-256 in base64url. Apart, so that the pages load nothing else with it. */
export const SECRET_SESSION_PREFIX = 's1_';
export const SECRET_SESSION = /^s1_[A-Za-z0-9_-]{43}$/;
