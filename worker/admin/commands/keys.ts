import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import type { NirVault } from '../../../db/nir-vault.ts';
import { noteDataAccess } from '../../../db/personal-data/access-log.ts';
import { countOldIndexes, rotateIndex } from '../../../db/personal-data/rotate-index.ts';
import { countOld, rotateColumn, type RotationCounts } from '../../../db/personal-data/rotate-column.ts';
import { sealedColumns } from '../../../db/personal-data/sealed-columns.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem } from '../problem.ts';
import { type RotationProgress, startRotation } from '../rotation-progress.ts';
import { vaultOf, withDatabase } from '../settings.ts';

/** One thing to seal or to index anew. */
interface Work {
  title: string;
  count: () => Promise<number>;
  run: (onBatch: (done: number) => void) => Promise<RotationCounts>;
}

/** Adds `rotate-keys`. */
export function addKeyCommands(program: Command, io: AdminIo): void {
  program
    .command('rotate-keys')
    .description(
      'rechiffre les données personnelles avec la première clé de NIR_ENCRYPTION_KEYS et refait leur index avec la première de ' +
        'NIR_INDEX_KEY ; le service continue, et une exécution interrompue reprend où elle en était',
    )
    .action(async () => {
      await withDatabase(io, async ({ em, config }) => {
        const left = await rotate(io, em, vaultOf(config));
        if (left > 0) {
          throw new AdminProblem(
            `${left} valeurs n’ont pas pu être relues (voir ci-dessus) : gardez les anciennes clés.`,
          );
        }
        io.print('Toutes les données sont sous les clés actuelles : les anciennes peuvent être retirées.');
      });
    });
}

async function rotate(io: AdminIo, em: EntityManager, vault: NirVault): Promise<number> {
  const purpose = `rotation to ${vault.keyId}`;
  await noteDataAccess(em, { by: 'operator:rotate-keys', traineeId: null, data: 'nir', purpose });
  let left = 0;
  for (const work of workOf(em, vault)) left += await carryOut(io, work);
  return left;
}

function workOf(em: EntityManager, vault: NirVault): Work[] {
  const sealing = sealedColumns.map((column) => ({
    title: `${column.table}.${column.ciphertext}`,
    count: () => countOld(em, vault, column),
    run: (onBatch: (done: number) => void) => rotateColumn(em, vault, column, onBatch),
  }));
  const index = {
    title: 'trainees.nir_index',
    count: () => countOldIndexes(em, vault),
    run: (onBatch: (done: number) => void) => rotateIndex(em, vault, onBatch),
  };
  return [...sealing, index];
}

async function carryOut(io: AdminIo, { title, count, run }: Work): Promise<number> {
  const progress: RotationProgress = startRotation(io.progress, { title, total: await count() });
  try {
    const { rotated, unreadable } = await run(progress.advance);
    progress.stop();
    io.print(`${title} : ${rotated} refaites, ${unreadable.length} illisibles.`);
    for (const id of unreadable) io.printError(`${title}, ligne ${id} : illisible, ou numéro en double`);
    return unreadable.length;
  } finally {
    progress.stop();
  }
}
