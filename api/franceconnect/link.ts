import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { linkIdentity } from '../../db/people/identity-links.ts';
import { isSameBirthName, nirFits } from '../../domain/identity/civil-identity.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import { Problem } from '../problems/problem.ts';
import { traineeWith } from '../security/log-in.ts';
import type { Services } from '../services.ts';
import { logInBy } from './finish.ts';
import { neededIdentity } from './pending.ts';
import type { VouchedIdentity } from './session-data.ts';

/** How a person proves that an account is theirs. */
export interface Proof {
  nir: string;
  password: string;
}

/**
 * Links the identity that waits in the session to the account whose number and password these are, and logs in. The number and
 * the birth name must be that identity's: a password alone lets nobody tie their own identity to somebody else's account.
 * Throws `invalid_credentials`, `franceconnect_identity_mismatch`, `franceconnect_already_linked`,
 * `franceconnect_nothing_pending`.
 */
export async function linkPending(
  services: Services,
  em: EntityManager,
  { req, proof }: { req: Request; proof: Proof },
): Promise<string> {
  const now = services.clock.now();
  const { identity, idToken } = neededIdentity(req.session, now);
  const traineeId = await traineeWith(services, em, { ...proof, address: req.ip ?? '' });
  await checkSamePerson(em, traineeId, { nir: proof.nir, identity });
  const isLinked = await linkIdentity(em, identity.subject, traineeId);
  if (!isLinked) throw new Problem('franceconnect_already_linked');
  await logInBy(req, { traineeId, idToken, now });
  return traineeId;
}

async function checkSamePerson(
  em: EntityManager,
  traineeId: string,
  { nir, identity }: { nir: string; identity: VouchedIdentity },
): Promise<void> {
  const { rows } = await sql<{ birthName: string }>`
    select birth_name as "birthName" from trainees where id = ${traineeId}`.execute(queries(em));
  const isSame =
    rows[0] !== undefined &&
    isSameBirthName(rows[0].birthName, identity.birthName) &&
    nirFits(parseNir(nir), identity);
  if (!isSame) throw new Problem('franceconnect_identity_mismatch');
}
