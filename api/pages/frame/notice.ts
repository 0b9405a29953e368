import type { Request } from 'express';
import type { Texts } from '../texts/index.ts';

/** What a page can say once, of what the request before did. */
export type Notice = keyof Texts['notices'];

declare module 'express-session' {
  interface SessionData {
    /** Shown by the next page, then forgotten. */
    notice?: Notice;
  }
}

/** Leaves a word for the next page that this person is shown. */
export function leaveNotice(session: Request['session'], notice: Notice): void {
  session.notice = notice;
}

/** Takes the word that was left; null when there is none. */
export function takeNotice(session: Request['session'] | undefined): Notice | null {
  const notice = session?.notice;
  if (session === undefined || notice === undefined) return null;
  delete session.notice;
  return notice;
}
