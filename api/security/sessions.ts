import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';
import { safeError } from '../http/safe-error.ts';
import type { Services } from '../services.ts';
import { idleMs, touchEveryMs } from './session-life.ts';

const mostRemembered = 10_000;

/** The name of the session's cookie; the `__Host-` prefix binds it to this origin where there is HTTPS. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-session' : 'session';
}

/** Loads and keeps the session of a browser, in Postgres; only for the routes that need one. */
export function sessionMiddleware(services: Services): RequestHandler {
  const { config } = services;
  const secure = config.PUBLIC_URL.startsWith('https:');
  return session({
    name: sessionCookieName(config.PUBLIC_URL),
    secret: config.SESSION_SECRET,
    store: sessionStore(services),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: idleMs },
  });
}

function sessionStore({ pool, logger }: Services) {
  const PgStore = connectPgSimple(session);
  const store = new PgStore({
    pool: pool as Pool,
    tableName: 'http_sessions',
    createTableIfMissing: false,
    // The daily retention erases what has expired: a timer here would outlive the server that it belongs to.
    pruneSessionInterval: false,
    errorLog: (...parts: unknown[]) =>
      logger.warn({ err: safeError(parts.find((part) => part instanceof Error)) }, 'session store'),
  });
  const touch = store.touch.bind(store);
  store.touch = throttled(touch);
  return store;
}

type Touch = (sid: string, data: SessionData, callback?: () => void) => void;

/** Lets a session's expiry be written at most once a minute, so that reading costs no write. */
function throttled(touch: Touch): Touch {
  const touchedAt = new Map<string, number>();
  return (sid, data, callback) => {
    const now = performance.now();
    if (now - (touchedAt.get(sid) ?? -touchEveryMs) < touchEveryMs) {
      callback?.();
      return;
    }
    if (touchedAt.size >= mostRemembered) touchedAt.clear();
    touchedAt.set(sid, now);
    touch(sid, data, callback);
  };
}
