import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { queries as queriesOf } from '../database.ts';
import { lockRecord, writeRecord } from './dossier-record.ts';

/**
 * Makes the projection of one dossier say what its workflow says. Rights and timeline are records of their own and stay.
 * @returns `current` when it already did.
 */
export async function rebuildProjection(
  em: EntityManager,
  { dossier }: { dossier: Dossier },
): Promise<'written' | 'current'> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const last = await lockRecord(queries, dossier.number);
    if (last !== null && isDeepStrictEqual(last.dossier, dossier)) return 'current';
    const decidedAt = last?.decidedAt ?? Date.now();
    const messageId = last?.version === dossier.version ? last.messageId : 'rebuilt';
    await writeRecord(queries, { dossier, messageId, decidedAt });
    return 'written';
  });
}
