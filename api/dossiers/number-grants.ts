import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { type DossierNumber, dossierNumberCount, dossierNumberFrom } from '../../domain/dossier/number.ts';
import { Problem } from '../problems/problem.ts';

const attempts = 20;

/** A request for a number: the same trainee and key get the same number again. */
export interface NumberRequest {
  traineeId: string;
  idempotencyKey: string;
  fingerprint: string;
}

/**
 * Grants the number of a new dossier: drawn at random, so that a stranger can guess none from another. Throws
 * `idempotency_key_reused` when the key was used to ask for something else.
 */
export async function grantNumber(em: EntityManager, request: NumberRequest): Promise<DossierNumber> {
  for (let left = attempts; left > 0; left -= 1) {
    const number = (await drawNumber(em, request)) ?? (await grantedNumber(em, request));
    if (number !== null) return number;
  }
  // One number in a hundred million is taken for each dossier ever made: this is not bad luck.
  throw new Error('no free dossier number was found');
}

/** Takes back the number of a draft that was refused, so that a retry starts anew. */
export async function returnNumber(em: EntityManager, number: DossierNumber): Promise<void> {
  await sql`
    delete from dossier_numbers granted where number = ${number}
      and not exists (select from dossiers where dossiers.number = granted.number)`.execute(queries(em));
}

async function drawNumber(em: EntityManager, request: NumberRequest): Promise<DossierNumber | null> {
  const number = dossierNumberFrom(randomInt(dossierNumberCount));
  const { rows } = await sql<{ number: DossierNumber }>`
    insert into dossier_numbers (number, trainee_id, idempotency_key, fingerprint)
    values (${number}, ${request.traineeId}, ${request.idempotencyKey}, ${request.fingerprint})
    on conflict do nothing returning number`.execute(queries(em));
  return rows[0]?.number ?? null;
}

/** The number that the key was given before; null when the conflict was about the number itself. */
async function grantedNumber(em: EntityManager, request: NumberRequest): Promise<DossierNumber | null> {
  const { rows } = await sql<{ number: DossierNumber; fingerprint: string }>`
    select number, fingerprint from dossier_numbers
    where trainee_id = ${request.traineeId} and idempotency_key = ${request.idempotencyKey}`.execute(
    queries(em),
  );
  const granted = rows[0];
  if (granted === undefined) return null;
  if (granted.fingerprint !== request.fingerprint) throw new Problem('idempotency_key_reused');
  return granted.number;
}
