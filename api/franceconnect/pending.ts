import type { SessionData } from 'express-session';
import { Problem } from '../problems/problem.ts';
import { attemptLifeMs, type PendingIdentity } from './session-data.ts';

/** The identity that waits for its account in this session; null when there is none, or it has waited too long. */
export function pendingIdentity(session: Partial<SessionData>, now: number): PendingIdentity | null {
  const pending = session.franceConnect?.pending;
  return pending === undefined || now - pending.at > attemptLifeMs ? null : pending;
}

/** The same, where one is needed. Throws `franceconnect_nothing_pending`. */
export function neededIdentity(session: Partial<SessionData>, now: number): PendingIdentity {
  const pending = pendingIdentity(session, now);
  if (pending === null) throw new Problem('franceconnect_nothing_pending');
  return pending;
}

/** Forgets the identity. */
export function forgetPending(session: Partial<SessionData>): void {
  const { pending: _pending, ...others } = session.franceConnect ?? {};
  session.franceConnect = others;
}

/** What a page may show of an identity that waits: enough to recognise oneself, too little to learn it from a screen. */
export function maskedIdentity({ identity, at }: PendingIdentity) {
  const { givenNames, birthName, birthdate, email } = identity;
  return {
    givenNames: givenNames.split(' ').map(masked).join(' '),
    birthName: masked(birthName),
    birthYear: Number(birthdate.slice(0, 4)),
    email: email === null ? null : maskedEmail(email),
    expiresAt: new Date(at + attemptLifeMs).toISOString(),
  };
}

function masked(name: string): string {
  const [first = ''] = name;
  return `${first}•••`;
}

function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${masked(email)}${email.slice(at)}`;
}
