import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { traineeLinkedTo } from '../../db/people/identity-links.ts';
import type { Clock } from '../deps.ts';
import { openSession, renewed } from '../security/session-life.ts';
import type { Redeemed } from './redeem.ts';
import type { LoginAttempt, PendingIdentity } from './session-data.ts';

/** Where a person says what an identity that opens no account is for: a link, or a new account. */
export const whatNextPath = '/connexion/franceconnect';

/**
 * Opens the account that an identity is linked to, or keeps the identity in the session until the person says which account it
 * belongs to. The session gets a new id either way.
 * @returns the path to go to
 */
export async function finishLogin(
  { em, req, clock }: { em: EntityManager; req: Request; clock: Clock },
  { identity, idToken }: Redeemed,
  { returnTo }: LoginAttempt,
): Promise<string> {
  const traineeId = await traineeLinkedTo(em, identity.subject);
  if (traineeId !== null) {
    await logInBy(req, { traineeId, idToken, now: clock.now() });
    return returnTo;
  }
  await keepPending(req, { identity, idToken, returnTo, at: clock.now() });
  return whatNextPath;
}

/** Logs a trainee in by their FranceConnect+ identity: no second factor is asked, the level of assurance stands for it. */
export async function logInBy(
  req: Request,
  { traineeId, idToken, now }: { traineeId: string; idToken: string; now: number },
): Promise<void> {
  const attempts = req.session.franceConnect?.attempts ?? {};
  await openSession(req, traineeId, now);
  // Other windows may still be at the provider.
  req.session.franceConnect = { attempts, idToken };
}

async function keepPending(req: Request, pending: PendingIdentity): Promise<void> {
  const { traineeId, startedAt, franceConnect } = req.session;
  await renewed(req.session);
  // Whoever is logged in by password stays so: they may be about to link this identity to their account.
  if (traineeId !== undefined && startedAt !== undefined)
    Object.assign(req.session, { traineeId, startedAt });
  const { attempts = {}, idToken } = franceConnect ?? {};
  req.session.franceConnect = { attempts, pending, ...(idToken === undefined ? {} : { idToken }) };
}
