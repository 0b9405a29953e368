import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { Session, SessionData } from 'express-session';
import { networkOf } from '../http/network.ts';
import { Problem } from '../problems/problem.ts';
import { type SessionStore, touchEveryMs } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    traineeId?: string;
    /** Epoch milliseconds of the login. */
    startedAt?: number;
    /** Since when sessions of its account count, as it was when the password was read: it is over once that is another. */
    sessionsFrom?: string;
    /** When its owner proved last that it is they, and not somebody who has the session: epoch milliseconds. */
    provenAt?: number;
    /** What the list of sessions calls it, whatever its secret id is. */
    publicId?: string;
    userAgent?: string;
    network?: string;
    /** Whose password was right, while the second step is missing. */
    pendingTraineeId?: string;
    /** Epoch milliseconds of the right password. */
    pendingSince?: number;
  }
}

/** How long a session lives without a request, in milliseconds. */
export const idleMs = 15 * 60_000;

/** How long it lives at most, whatever is done, in milliseconds. */
export const absoluteMs = 8 * 60 * 60_000;

/** How long the second step may take, in milliseconds. */
export const secondStepMs = 5 * 60_000;

const longestUserAgent = 200;

/** The trainee who is logged in; null when nobody is, or since too long. */
export function traineeOf(session: Partial<SessionData>, now: number): string | null {
  const { traineeId, startedAt } = session;
  if (traineeId === undefined || startedAt === undefined) return null;
  return now - startedAt > absoluteMs ? null : traineeId;
}

/** The trainee whose password was right and whose second step is missing; null when there is none, or since too long. */
export function pendingTraineeOf(session: Partial<SessionData>, now: number): ProvenAccount | null {
  const { pendingTraineeId: id, pendingSince, sessionsFrom } = session;
  if (id === undefined || pendingSince === undefined || sessionsFrom === undefined) return null;
  return now - pendingSince > secondStepMs ? null : { id, sessionsFrom };
}

/** An account whose owner has shown who they are, and since when its sessions count, as it was then. */
export interface ProvenAccount {
  id: string;
  sessionsFrom: string;
}

/** Opens a session for a trainee, under a new id. */
export async function openSession(
  req: Request,
  { id: traineeId, sessionsFrom }: ProvenAccount,
  now: number,
): Promise<void> {
  // Without a cookie the id was drawn for this very request: nobody can have planted it, and there is nothing to delete.
  if (!isNew(req)) await renewed(req.session);
  Object.assign(req.session, { traineeId, sessionsFrom, startedAt: now, ...facesOf(req) });
}

/** By what its owner tells a new session from others in the list. */
export function facesOf(req: Request): Pick<SessionData, 'publicId' | 'userAgent' | 'network'> {
  return {
    publicId: randomUUID(),
    userAgent: (req.get('User-Agent') ?? '').slice(0, longestUserAgent),
    network: coarse(networkOf(req)),
  };
}

/** Waits for the second step, under a new id. */
export async function awaitSecondStep(
  req: Request,
  { id: pendingTraineeId, sessionsFrom }: ProvenAccount,
  now: number,
): Promise<void> {
  await renewed(req.session);
  Object.assign(req.session, { pendingTraineeId, sessionsFrom, pendingSince: now });
}

/**
 * Gives a session another id and keeps all that it says but for some changes: after what makes it worth more, one that was seen
 * before is worth nothing. Throws `authentication_required` when somebody's session was ended meanwhile; nobody's begins anew.
 */
export async function rotated(req: Request, changes: Partial<SessionData> = {}): Promise<void> {
  const { cookie: _cookie, ...kept } = req.session;
  const isSomebodys = opensAccount(req.session);
  // `sessionMiddleware` sets no other.
  const goesOn = await (req.sessionStore as unknown as SessionStore).renew(req);
  if (!goesOn && isSomebodys) throw new Problem('authentication_required');
  const data = Object.entries(kept).filter(([, value]) => typeof value !== 'function');
  Object.assign(req.session, goesOn ? Object.fromEntries(data) : {}, changes);
}

/** Whether a session opens an account, or will with the second step: one that does not is worth nothing to anybody. */
export function opensAccount(session: Partial<SessionData>): boolean {
  const { traineeId, pendingTraineeId, memberId, pendingMemberId } = session;
  return [traineeId, pendingTraineeId, memberId, pendingMemberId].some((id) => id !== undefined);
}

/** When a session ends by itself: at the latest, and at the soonest if nothing more is asked. Epoch milliseconds. */
export function endsOf(session: Partial<SessionData>, now: number): { endsAt: number; idleEndsAt: number } {
  const endsAt = (session.startedAt ?? now) + absoluteMs;
  return { endsAt, idleEndsAt: Math.min(endsAt, now + idleMs - touchEveryMs) };
}

/** Writes the session now, and not only with the answer. */
export async function saved(session: Session): Promise<void> {
  await settled((callback) => session.save(callback));
}

/** Writes a session that came with no cookie; one whose id was renewed is written with the answer, and only then. */
export async function savedIfNew(req: Request): Promise<void> {
  if (isNew(req)) await saved(req.session);
}

/** Whether the browser sent nothing that could be a session's cookie, under whatever name. */
function isNew(req: Request): boolean {
  return !(req.get('Cookie') ?? '').includes('session=');
}

/** Ends the session on the server: its cookie then opens nothing. */
export async function ended(session: Session): Promise<void> {
  await settled((callback) => session.destroy(callback));
}

/** Gives the session a new id, so that one planted before the login is worth nothing after it. */
export async function renewed(session: Session): Promise<void> {
  await settled((callback) => session.regenerate(callback));
}

/** Enough to tell home from elsewhere: the last part of an address is nobody's business. */
function coarse(network: string): string {
  return network.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24');
}

async function settled(act: (callback: (error: unknown) => void) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    act((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('session store failed', { cause: error }));
    });
  });
}
