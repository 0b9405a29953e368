import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { linkIdentity } from '../../db/people/identity-links.ts';
import { isSameBirthName, nirFits } from '../../domain/identity/civil-identity.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import { passSecondStep } from '../account/second-factor.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { traineeWith } from '../security/log-in.ts';
import { logInBy } from './finish.ts';
import { neededIdentity } from './pending.ts';
import type { VouchedIdentity } from './session-data.ts';

/** How a person proves that an account is theirs. */
export interface Proof {
  nir: string;
  password: string;
  /** Of the second factor; needed where one is on. */
  code?: string | undefined;
}

/**
 * Links the identity that waits in the session to the account whose number and password these are, and logs in. The number and
 * the birth name must be that identity's: a password alone lets nobody tie their own identity to somebody else's account.
 * Throws `invalid_credentials`, `second_factor_wrong`, `franceconnect_identity_mismatch`, `franceconnect_already_linked`,
 * `franceconnect_nothing_pending`.
 */
export async function linkPending(exchange: Exchange, { nir, password, code }: Proof): Promise<string> {
  const { services, em, req } = exchange;
  const now = services.clock.now();
  const { identity, idToken } = neededIdentity(req.session, now);
  const {
    id: traineeId,
    sessionsFrom,
    hasSecondFactor,
    forgive,
  } = await traineeWith(exchange, { nir, password });
  if (hasSecondFactor) await passSecondStep(exchange, traineeId, code ?? '');
  await checkSamePerson(em, traineeId, { nir, identity });
  const isLinked = await linkIdentity(em, identity.subject, traineeId);
  if (!isLinked) throw new Problem('franceconnect_already_linked');
  const account = { id: traineeId, sessionsFrom };
  await Promise.all([logInBy(req, { account, idToken, now }), forgive()]);
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
