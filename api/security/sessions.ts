import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Services } from '../services.ts';
import { idleMs } from './session-life.ts';
import { SessionStore } from './session-store.ts';

/** The name of the session's cookie; the `__Host-` prefix binds it to this origin where there is HTTPS. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-session' : 'session';
}

/** Loads and keeps the session of a browser, in Postgres; only for the routes that need one. */
export function sessionMiddleware(services: Services): RequestHandler {
  const { config } = services;
  const secure = config.PUBLIC_URL.startsWith('https:');
  const load = session({
    name: sessionCookieName(config.PUBLIC_URL),
    secret: config.SESSION_SECRET,
    store: new SessionStore(services),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: idleMs },
  });
  return (req, res, next) => {
    load(req, res, (error: unknown) => {
      res.locals.bodyCameFirst = req.complete;
      next(error);
    });
  };
}
