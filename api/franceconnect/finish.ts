import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { accountLinkedTo } from '../../db/people/identity-links.ts';
import type { Clock } from '../deps.ts';
import { openSession, type ProvenAccount, rotated } from '../security/session-life.ts';
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
  const account = await accountLinkedTo(em, identity.subject);
  if (account !== null) {
    await logInBy(req, { account, idToken, now: clock.now() });
    return returnTo;
  }
  await keepPending(req, { identity, idToken, returnTo, at: clock.now() });
  return whatNextPath;
}

/** Logs a trainee in by their FranceConnect+ identity: no second factor is asked, the level of assurance stands for it. */
export async function logInBy(
  req: Request,
  { account, idToken, now }: { account: ProvenAccount; idToken: string; now: number },
): Promise<void> {
  const attempts = req.session.franceConnect?.attempts ?? {};
  await openSession(req, account, now);
  // Other windows may still be at the provider. They have just been asked to identify themselves anew.
  Object.assign(req.session, { franceConnect: { attempts, idToken }, provenAt: now });
}

async function keepPending(req: Request, pending: PendingIdentity): Promise<void> {
  const { attempts = {}, idToken } = req.session.franceConnect ?? {};
  const franceConnect = { attempts, pending, ...(idToken === undefined ? {} : { idToken }) };
  // Whoever is logged in by password stays so: they may be about to link this identity to their account.
  await rotated(req, { franceConnect });
}
