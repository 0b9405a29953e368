import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import type { Config } from '../../../config.ts';
import { createDocumentVault } from '../../../db/documents/document-vault.ts';
import { noteDataAccess } from '../../../db/personal-data/access-log.ts';
import { countOldIndexes, rotateIndex } from '../../../db/personal-data/rotate-index.ts';
import { sealedPersonalData } from '../../../db/personal-data/sealed-columns.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { countOld, rotate, type RotationCounts } from '../../../db/sealing/rotate.ts';
import { sealedDocuments } from '../../../db/sealing/sealed-documents.ts';
import { sealedSecrets } from '../../../db/sealing/sealed-secrets.ts';
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
      'rechiffre tout avec la première clé de NIR_ENCRYPTION_KEYS, de DOCUMENT_ENCRYPTION_KEYS et de SECRETS_ENCRYPTION_KEYS, et ' +
        'refait l’index des numéros avec la première de NIR_INDEX_KEY ; le service continue, et une exécution interrompue ' +
        'reprend où elle en était',
    )
    .action(async () => {
      await withDatabase(io, async ({ em, config }) => {
        const left = await rotateAll(io, em, config);
        if (left > 0) {
          throw new AdminProblem(
            `${left} valeurs n’ont pas pu être relues (voir ci-dessus) : gardez les anciennes clés.`,
          );
        }
        io.print('Toutes les données sont sous les clés actuelles : les anciennes peuvent être retirées.');
      });
    });
}

async function rotateAll(io: AdminIo, em: EntityManager, config: Config): Promise<number> {
  const vault = vaultOf(config);
  const purpose = `rotation to ${vault.keyId}`;
  await noteDataAccess(em, { by: 'operator:rotate-keys', traineeId: null, data: 'nir', purpose });
  let left = 0;
  for (const work of workOf(em, config)) left += await carryOut(io, work);
  return left;
}

function workOf(em: EntityManager, config: Config): Work[] {
  const vault = vaultOf(config);
  const sets = [
    ...sealedPersonalData(vault),
    ...sealedDocuments(createDocumentVault(config.DOCUMENT_ENCRYPTION_KEYS)),
    ...sealedSecrets(createSecretBox(config.SECRETS_ENCRYPTION_KEYS)),
  ];
  const sealing = sets.map((set) => ({
    title: `${set.table}.${set.columns.join(', ')}`,
    count: () => countOld(em, set),
    run: (onBatch: (done: number) => void) => rotate(em, set, onBatch),
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
