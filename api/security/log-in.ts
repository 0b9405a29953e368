import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sessionsFromOf } from '../../db/accounts/http-sessions.ts';
import { queries } from '../../db/database.ts';
import { verifyPassword } from '../../db/people/passwords.ts';
import { InvalidNirError } from '../../domain/errors.ts';
import { type Nir, parseNir } from '../../domain/identity/nir.ts';
import { askForMail } from '../account/ask-for-mail.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { deviceOf } from './device.ts';

/** What a person gives to log in. */
export interface Credentials {
  nir: string;
  password: string;
}

/** Whose number and password were right. */
export interface KnownTrainee {
  id: string;
  /** As it was when the password was read. */
  sessionsFrom: string;
  nirIndex: Buffer;
  hasSecondFactor: boolean;
  /** Takes the attempt out of the counts: to be done beside the rest of the login. */
  forgive: () => Promise<void>;
}

/**
 * Finds the trainee whose number and password these are. Unknown number, wrong password and a number that cannot exist get
 * the same answer in the same time. Throws `invalid_credentials`, or `too_many_attempts` before looking at anything.
 * @param wanted an account that is open, as for every login, or one that its owner has closed
 */
export async function traineeWith(
  exchange: Exchange,
  { nir: typed, password }: Credentials,
  wanted: 'open' | 'closed' = 'open',
): Promise<KnownTrainee> {
  const { services, em, req } = exchange;
  const { vault, loginGate, passwordQueue } = services;
  const network = networkOf(req);
  const nir = readNir(typed);
  const nirIndex = nir === null ? null : vault.indexOf(nir);
  const device = nirIndex === null ? null : deviceOf(req, services, nirIndex);
  const attempt = { network, nirIndex, device };
  const [{ isLastFree }, account] = await Promise.all([
    loginGate.admit(em, attempt),
    nir === null ? null : accountOf(services, vault.indexesOf(nir), wanted),
  ]);
  const hash = account?.passwordHash ?? null;
  const isRight = await passwordQueue.run(network, () => verifyPassword(hash, password));
  if (account === null || nirIndex === null || !isRight) {
    if (isLastFree && nir !== null && device === null)
      await askForMail(exchange, em, { kind: 'locked_out', nirIndexes: vault.indexesOf(nir) });
    throw new Problem('invalid_credentials');
  }
  return {
    id: account.id,
    sessionsFrom: account.sessionsFrom,
    nirIndex,
    hasSecondFactor: account.hasSecondFactor,
    forgive: () => loginGate.forgive(services.db.em.fork(), attempt),
  };
}

function readNir(typed: string): Nir | null {
  try {
    return parseNir(typed);
  } catch (error) {
    if (error instanceof InvalidNirError) return null;
    throw error;
  }
}

interface AccountRow {
  id: string;
  sessionsFrom: string;
  passwordHash: string;
  hasSecondFactor: boolean;
}

/** On a fork of its own: it is asked beside the attempt's count. */
async function accountOf(
  { db }: Pick<Services, 'db'>,
  nirIndexes: readonly Buffer[],
  wanted: 'open' | 'closed',
): Promise<AccountRow | null> {
  const em: EntityManager = db.em.fork();
  const { rows } = await sql<AccountRow>`
    select id, ${sessionsFromOf('trainees')} as "sessionsFrom", password_hash as "passwordHash",
      exists (select from second_factors where trainee_id = id and confirmed_at is not null) as "hasSecondFactor"
    from trainees where nir_index = any(${nirIndexes}) and (closed_at is null) = ${wanted === 'open'}`.execute(
    queries(em),
  );
  return rows[0] ?? null;
}
