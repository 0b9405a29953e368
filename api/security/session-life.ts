import type { Request } from 'express';
import type { Session, SessionData } from 'express-session';

declare module 'express-session' {
  interface SessionData {
    traineeId?: string;
    /** Epoch milliseconds of the login. */
    startedAt?: number;
  }
}

/** How long a session lives without a request, in milliseconds. */
export const idleMs = 15 * 60_000;

/** How long it lives at most, whatever is done, in milliseconds. */
export const absoluteMs = 8 * 60 * 60_000;

/** The trainee who is logged in; null when nobody is, or since too long. */
export function traineeOf(session: Partial<SessionData>, now: number): string | null {
  const { traineeId, startedAt } = session;
  if (traineeId === undefined || startedAt === undefined) return null;
  return now - startedAt > absoluteMs ? null : traineeId;
}

/** Gives the session a new id, so that one planted before the login is worth nothing after it. */
export async function renewed(session: Session): Promise<void> {
  await settled((callback) => session.regenerate(callback));
}

/** Starts the session of a trainee who proved who they are. `now` in epoch milliseconds. */
export async function startedFor(req: Request, traineeId: string, now: number): Promise<void> {
  await renewed(req.session);
  req.session.traineeId = traineeId;
  req.session.startedAt = now;
}

/** Ends the session on the server: its cookie then opens nothing. */
export async function ended(session: Session): Promise<void> {
  await settled((callback) => session.destroy(callback));
}

async function settled(act: (callback: (error: unknown) => void) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    act((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('session store failed', { cause: error }));
    });
  });
}
