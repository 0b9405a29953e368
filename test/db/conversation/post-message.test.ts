import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { postMessage } from '../../../db/conversation/post-message.ts';
import { queries } from '../../../db/database.ts';
import { createDocumentVault } from '../../../db/documents/document-vault.ts';
import { lockDossier } from '../../../db/recording/read-dossier.ts';
import { writeDraft } from '../../../db/recording/write-step.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { aDossierIn } from '../../support/dossiers.ts';
import { createCast, grantNumber } from '../../support/people.ts';

const vault = createDocumentVault([['k1', randomBytes(32).toString('base64')]]);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

test('a message at the moment at which the dossier ends waits for the end, and is refused', async () => {
  const em = () => database.db.em.fork();
  const { traineeId, organisationId, trainingId } = await createCast(database.db);
  const number = await grantNumber(database.db, traineeId);
  const base = aDossierIn('requested');
  const dossier = {
    ...base,
    number,
    traineeId,
    organisationId,
    training: { ...base.training, id: trainingId },
  };
  await writeDraft(queries(em()), dossier, 'first');
  const posting = { id: randomUUID(), number, author: 'trainee', by: `trainee:${traineeId}` } as const;
  const post = () =>
    postMessage(em(), vault, {
      ...posting,
      text: 'Bonjour',
      attachmentIds: [],
      at: instant('2027-03-01T09:00:00Z'),
    });
  let posted: ReturnType<typeof post> | undefined;
  await em().transactional(async (transaction) => {
    const open = queries(transaction);
    await lockDossier(open, number);
    posted = post();
    const somebodyWaits = async () => {
      const { rows } = await sql`select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(queries(em()));
      if (rows.length === 0) throw new Error('nobody waits yet');
    };
    await waitFor(somebodyWaits);
    const ended = { ...dossier, state: 'request_cancelled', version: dossier.version + 1 } as const;
    await sql`update dossiers set snapshot = ${JSON.stringify(ended)} where number = ${number}`.execute(open);
  });
  expect(await posted).toEqual({ outcome: 'closed', state: 'request_cancelled' });
  const { rows } = await sql`select 1 from conversation_messages where number = ${number}`.execute(
    queries(em()),
  );
  expect(rows).toEqual([]);
});
