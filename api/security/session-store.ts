import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';
import {
  insertHttpSession,
  readHttpSession,
  renameHttpSession,
  updateHttpSession,
} from '../../db/accounts/http-sessions.ts';
import { safeError } from '../http/safe-error.ts';
import type { Services } from '../services.ts';

/** How often a session's use is written down, in milliseconds: it may end that much sooner than idleness alone would make it. */
export const touchEveryMs = 60_000;

type Parts = Pick<Services, 'db' | 'pool' | 'logger'>;
type Done = (error?: unknown) => void;

const mostRemembered = 10_000;

/**
 * Keeps sessions in Postgres, where their row is the truth: one that was ended since a request read it is never written again,
 * under whatever id, and one that its account no longer lets count is not read.
 */
export class SessionStore extends connectPgSimple(session) {
  private readonly db: Services['db'];
  /** Sessions that have, or had, a row. */
  private readonly written = new WeakSet<object>();
  private readonly touchedAt = new Map<string, number>();

  constructor({ db, pool, logger }: Parts) {
    super({
      pool: pool as Pool,
      tableName: 'http_sessions',
      createTableIfMissing: false,
      // The daily retention erases what has expired: a timer here would outlive the server that it belongs to.
      pruneSessionInterval: false,
      errorLog: (...parts: unknown[]) =>
        logger.warn({ err: safeError(parts.find((part) => part instanceof Error)) }, 'session store'),
    });
    this.db = db;
  }

  override get(sid: string, done: (error: unknown, data?: SessionData | null) => void): void {
    // Written by this very store.
    const read = readHttpSession(this.db.em.fork(), sid) as Promise<SessionData | null>;
    read.then((data) => done(null, data), done);
  }

  override createSession(req: Request, data: SessionData): session.Session & SessionData {
    const created = super.createSession(req, data);
    this.written.add(created);
    return created;
  }

  override set(sid: string, data: SessionData, done: Done = () => undefined): void {
    const { expires } = data.cookie;
    const contents = JSON.stringify(data);
    const row = { sid, contents, expires: new Date(expires ?? Date.now()) };
    const write = this.written.has(data) ? updateHttpSession : insertHttpSession;
    this.written.add(data);
    write(this.db.em.fork(), row).then(() => done(), done);
  }

  /** Writes a session's expiry at most once a minute, so that reading costs no write. */
  override touch(sid: string, data: SessionData, done?: () => void): void {
    const now = performance.now();
    if (now - (this.touchedAt.get(sid) ?? -touchEveryMs) < touchEveryMs) {
      done?.();
      return;
    }
    if (this.touchedAt.size >= mostRemembered) this.touchedAt.clear();
    this.touchedAt.set(sid, now);
    super.touch(sid, data, done);
  }

  /**
   * Gives the session of a request another id, with nothing in it yet.
   * @returns whether it goes on; false when it has ended meanwhile, or never was
   */
  async renew(req: Request): Promise<boolean> {
    const { sessionID, session: before } = req;
    const generate = (this as unknown as { generate: (req: Request) => void }).generate;
    generate(req);
    if (!this.written.has(before)) return false;
    const goesOn = await renameHttpSession(this.db.em.fork(), sessionID, req.sessionID);
    if (goesOn) this.written.add(req.session);
    return goesOn;
  }
}
