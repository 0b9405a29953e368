import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { queries } from '../../db/database.ts';
import { createDocumentVault } from '../../db/documents/document-vault.ts';
import { deleteDocument, judgeDocument } from '../../db/documents/judge-document.ts';
import { keepDocument } from '../../db/documents/keep-document.ts';
import { documentsOf, openDocument } from '../../db/documents/read-documents.ts';
import { applyMessage } from '../../db/recording/apply-message.ts';
import { writeDraft } from '../../db/recording/write-step.ts';
import { parseCalendarDay } from '../../domain/calendar/calendar-day.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isRefusal } from '../../domain/dossier/refusal.ts';
import { creditRights } from '../../db/rights/credit.ts';
import { cents } from '../../domain/money.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aDossierIn, aMessage, aSession, monday } from '../support/dossiers.ts';
import { aPdf } from '../support/files.ts';
import { createCast, grantNumber } from '../support/people.ts';

const key = () => randomBytes(32).toString('base64');
const vault = createDocumentVault([['k1', key()]]);
const late = instant('2027-03-31T09:00:00.000Z');

let database: TestDatabase;
let dossier: Dossier;
let documentId: string;

const em = () => database.db.em.fork();

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});
// Each dossier is « A valider » in the record and then validated there, for a session that starts too soon to cancel freely.
beforeEach(async () => {
  const { traineeId, organisationId, trainingId } = await createCast(database.db, { balanceCents: 0 });
  await creditRights(em(), { traineeId, cents: cents(120_000), reference: randomUUID(), at: monday });
  const number = await grantNumber(database.db, traineeId);
  const base = aDossierIn('to_validate');
  const session = aSession({ startsOn: parseCalendarDay('2027-04-01') });
  const before = {
    ...base,
    number,
    traineeId,
    organisationId,
    training: { ...base.training, id: trainingId },
    session,
  };
  await writeDraft(queries(em()), before, 'first');
  dossier = await recorded(before, aMessage('validate'));
  documentId = randomUUID();
  await keepDocument(em(), vault, {
    id: documentId,
    number,
    use: { purpose: 'force_majeure', traineeId, reason: 'illness_or_accident' },
    by: `trainee:${traineeId}`,
    name: 'certificat.pdf',
    mediaType: 'application/pdf',
    content: aPdf(),
  });
});

async function recorded(before: Dossier, message: ReturnType<typeof aMessage>): Promise<Dossier> {
  const application = { number: before.number, message, fingerprint: null };
  const { dossier: after, outcome } = await applyMessage(em(), application, { policyVersion: '2026-01' });
  if (after === null || isRefusal(outcome)) throw new Error(isRefusal(outcome) ? outcome.refused : 'unknown');
  return after;
}

const cancel = (goesOn: { withoutProof?: true } = {}) =>
  recorded(dossier, aMessage('cancel', { reason: 'illness_or_accident', receivedAt: late, ...goesOn }));
const remove = () =>
  deleteDocument(em(), { id: documentId, of: dossier.number, by: `trainee:${dossier.traineeId}` });
const refuse = () =>
  judgeDocument(em(), {
    id: documentId,
    operator: 'D',
    judgement: { review: 'refused', reason: 'Illisible' },
  });

describe('a cancellation and its proof', () => {
  test('go together: the closure names the document, which can then not be deleted', async () => {
    const cancelled = await cancel();
    expect(cancelled.closure).toMatchObject({
      proofIds: [documentId],
      consequences: { rule: 'force_majeure' },
    });
    expect(await remove()).toBe('used');
    expect(await documentsOf(em(), vault, dossier.number)).toMatchObject([{ used: true }]);
  });

  test('when the proof is deleted first, it counts for nothing', async () => {
    expect(await remove()).toBe('deleted');
    await expect(cancel()).rejects.toThrow('proof_missing');
    expect((await cancel({ withoutProof: true })).closure?.consequences?.rule).toBe('late');
  });

  test.each(['deletion', 'refusal'])(
    'a %s at the same moment comes before it or after it, never between',
    async (what) => {
      const other = () => (what === 'deletion' ? remove() : refuse());
      const [cancelled, outcome] = await Promise.all([cancel({ withoutProof: true }), other()]);
      const relied = cancelled.closure?.proofIds !== undefined;
      expect(cancelled.closure?.consequences?.rule).toBe(relied ? 'force_majeure' : 'late');
      const first = what === 'deletion' ? 'deleted' : { outcome: 'judged', used: false };
      const second = what === 'deletion' ? 'used' : { outcome: 'judged', used: true };
      expect(outcome).toEqual(relied ? second : first);
    },
  );
});

describe('a document', () => {
  test('copied to another row does not open, nor does one whose key is gone', async () => {
    const sealed = vault.seal(aPdf(), documentId, 'content');
    expect(() => vault.open(sealed, randomUUID(), 'content')).toThrow('ne peut pas être relu');
    expect(() => vault.open(sealed, documentId, 'name')).toThrow('ne peut pas être relu');
    const elsewhere = createDocumentVault([['k2', key()]]);
    await expect(
      openDocument(em(), elsewhere, { id: documentId, by: 'operator:D', of: null }),
    ).rejects.toMatchObject({ code: 'unreadable_document', defect: 'unknown_key' });
  });
});
