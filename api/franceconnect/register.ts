import { comparableEmail, parseEmailAddress } from '../../domain/account/email-address.ts';
import { nirFits } from '../../domain/identity/civil-identity.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { invalidPart, Problem } from '../problems/problem.ts';
import { beginRegistration, type RegistrationWish } from '../registrations/begin.ts';
import { neededIdentity } from './pending.ts';
import type { VouchedIdentity } from './session-data.ts';

/**
 * Begins the registration of whom FranceConnect+ vouches for: with their birth name, and another email than it holds
 * (domain.md, Creating an account, 3). The account is linked to the identity when it is opened.
 */
export async function registerPending(
  exchange: Exchange,
  wish: Omit<RegistrationWish, 'birthName'>,
): Promise<Reply> {
  const { req, services } = exchange;
  const { identity } = neededIdentity(req.session, services.clock.now());
  checkNumber(wish.nir, identity);
  checkEmail(wish.email, identity);
  const [firstName = null] = identity.givenNames.split(' ');
  return await beginRegistration(
    exchange,
    { ...wish, birthName: identity.birthName },
    { firstName, franceConnectSubject: identity.subject },
  );
}

/** Refuses another person's number. Throws `franceconnect_identity_mismatch`. */
export function checkNumber(typed: string, identity: VouchedIdentity): void {
  if (!nirFits(parseNir(typed), identity)) throw new Problem('franceconnect_identity_mismatch');
}

/** Refuses the address that FranceConnect+ holds. Throws `invalid_request`. */
export function checkEmail(typed: string, { email }: VouchedIdentity): void {
  if (email === null) return;
  const isSame = comparableEmail(parseEmailAddress(typed)) === comparableEmail(parseEmailAddress(email));
  if (isSame)
    throw invalidPart(
      'email',
      'Donnez une autre adresse que celle de FranceConnect+.',
      'same_as_franceconnect',
    );
}
