import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { sql } from 'kysely';
import { type Database, queries } from '../../db/database.ts';
import { NotificationListener } from '../../db/notifications.ts';
import { dossierStates } from '../../domain/dossier/states.ts';
import { safeError } from '../http/safe-error.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import type { DossierChange, DossierStream } from './stream.ts';

const beatMs = 20_000;
/** Tabs of one person, on all their devices; more is a mistake or an attack. */
const mostPerAccount = 250;
/** Of one process: each costs some ten kilobytes. */
const mostStreams = 5_000;

/** What the API needs to keep pages up to date. */
export interface LiveParts {
  db: Database;
  databaseUrl: string;
  logger: Logger;
}

/**
 * Brings changes of dossiers, made by whichever process, to the streams that are open in this one: one connection that
 * listens to Postgres, and lists of streams by dossier, session and account. Connects when the first stream opens.
 */
export class LiveUpdates {
  private readonly parts: LiveParts;
  private readonly listener: NotificationListener;
  private readonly byNumber = new Map<string, Set<DossierStream>>();
  private readonly bySession = new Map<string, Set<DossierStream>>();
  private readonly byAccount = new Map<string, Set<DossierStream>>();
  private readonly beats: NodeJS.Timeout;
  private count = 0;
  private isClosed = false;

  constructor(parts: LiveParts) {
    this.parts = parts;
    this.listener = new NotificationListener(parts.databaseUrl, ['dossier_changed', 'session_ended'], {
      heard: (channel, payload) =>
        channel === 'session_ended' ? this.endSessionOfHash(payload) : this.publish(changeOf(payload)),
      connected: () => void this.catchUp(),
      lost: (error) => parts.logger.warn({ err: safeError(error) }, 'live updates: connection lost'),
    });
    this.beats = setInterval(() => void this.beat(), beatMs).unref();
  }

  /** Streams that are open. */
  get size(): number {
    return this.count;
  }

  /** Throws `too_many_streams`, or `temporarily_unavailable` when this process holds all it can or is about to stop. */
  makeRoomFor(accountId: string): void {
    if (this.isClosed || this.count >= mostStreams)
      throw temporarilyUnavailable(new Error('no room for streams'));
    if ((this.byAccount.get(accountId)?.size ?? 0) >= mostPerAccount) throw new Problem('too_many_streams');
  }

  /** Takes a stream in, and gives what to call when its reader has gone. */
  add(stream: DossierStream): () => void {
    this.listener.start();
    this.count += 1;
    put(this.byNumber, stream.number, stream);
    put(this.bySession, stream.owner.sessionId, stream);
    put(this.byAccount, stream.owner.accountId, stream);
    return () => {
      if (!take(this.byNumber, stream.number, stream)) return;
      take(this.bySession, stream.owner.sessionId, stream);
      take(this.byAccount, stream.owner.accountId, stream);
      this.count -= 1;
    };
  }

  /** Ends every stream and stops listening; none opens any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.beats);
    for (const stream of this.streams()) stream.end();
    await this.listener.close();
  }

  private publish(change: DossierChange | null): void {
    if (change === null) return;
    for (const stream of this.byNumber.get(change.number) ?? []) stream.announce(change);
  }

  private endSessionOfHash(hash: string): void {
    for (const id of [...this.bySession.keys()]) if (sha256(id) === hash) this.endSession(id);
  }

  private endSession(sessionId: string): void {
    for (const stream of [...(this.bySession.get(sessionId) ?? [])]) stream.end();
  }

  /** Announces where every dossier with a stream stands now: what was said while nobody listened is lost. */
  private async catchUp(): Promise<void> {
    const numbers = [...this.byNumber.keys()];
    if (numbers.length === 0) return;
    try {
      const { rows } = await sql<DossierChange>`
        select number, version, state from dossiers where number = any(${numbers})`.execute(
        queries(this.parts.db.em.fork()),
      );
      for (const change of rows) this.publish(change);
    } catch (error) {
      this.parts.logger.warn({ err: safeError(error) }, 'live updates: catching up failed');
    }
  }

  /** Keeps connections alive, and ends the streams whose session is over: an idle one expires without anybody saying so. */
  private async beat(): Promise<void> {
    const now = Date.now();
    for (const stream of this.streams()) {
      if (stream.owner.endsAt <= now) stream.end();
      else stream.beat();
    }
    const ids = [...this.bySession.keys()];
    if (ids.length === 0) return;
    try {
      const { rows } = await sql<{ sid: string }>`
        select sid from http_sessions where sid = any(${ids}) and expire > now()`.execute(
        queries(this.parts.db.em.fork()),
      );
      const alive = new Set(rows.map(({ sid }) => sid));
      for (const id of ids.filter((known) => !alive.has(known))) this.endSession(id);
    } catch (error) {
      this.parts.logger.warn({ err: safeError(error) }, 'live updates: sessions could not be checked');
    }
  }

  private *streams(): Generator<DossierStream> {
    for (const streams of [...this.byNumber.values()]) yield* [...streams];
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function changeOf(payload: string): DossierChange | null {
  const [number = '', version = '', name = ''] = payload.split(':');
  const state = dossierStates.find((known) => known === name);
  return state === undefined ? null : { number, version: Number(version), state };
}

function put(map: Map<string, Set<DossierStream>>, key: string, stream: DossierStream): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([stream]));
  else known.add(stream);
}

function take(map: Map<string, Set<DossierStream>>, key: string, stream: DossierStream): boolean {
  const known = map.get(key);
  const wasThere = known?.delete(stream) ?? false;
  if (known?.size === 0) map.delete(key);
  return wasThere;
}
