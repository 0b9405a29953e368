import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancellationCost } from '../../api/dossiers/cancellation-cost.ts';
import { createDocumentVault } from '../../db/documents/document-vault.ts';
import { keepDocument } from '../../db/documents/keep-document.ts';
import { addMs } from '../../domain/calendar/paris-time.ts';
import { cents } from '../../domain/money.ts';
import { accountOf, expectLedgerToBalance } from '../support/consistency.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';
import { aPdf } from '../support/files.ts';
import { declareEntry } from '../support/training.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.stop();
});

const agreed = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

/** Validated with 1,000 € of rights and 200 € by card, for a session that starts in 120 days. */
async function paidByCard(): Promise<TestDossier> {
  const dossier = await world.open({ balanceCents: 100_000 });
  await dossier.send('submit');
  await dossier.send('accept');
  await dossier.send('validate', agreed);
  await dossier.send('payment_succeeded', { amountCents: cents(20_000) });
  return dossier;
}

async function giveProof(dossier: TestDossier): Promise<string> {
  const id = randomUUID();
  const vault = createDocumentVault([['k1', randomBytes(32).toString('base64')]]);
  const { number, traineeId } = await dossier.dossier();
  const file = { name: 'certificat.pdf', mediaType: 'application/pdf', content: aPdf() } as const;
  const use = { purpose: 'force_majeure', traineeId, reason: 'illness_or_accident' } as const;
  const document = { id, number, use, by: `trainee:${traineeId}`, ...file } as const;
  await keepDocument(world.database.db.em.fork(), vault, document);
  return id;
}

async function costNow(dossier: TestDossier, reason: 'illness_or_accident' | null = null, proofs = 0) {
  return cancellationCost(await dossier.dossier(), { at: await world.now(), reason, proofs });
}

/** Skips past the last instant at which a cancellation is free. */
async function whenLate(dossier: TestDossier): Promise<void> {
  const { holdsUntil } = await costNow(dossier);
  if (holdsUntil === null) throw new Error('It is never late.');
  await world.skipTo(addMs(holdsUntil, 1));
}

describe('months after the validation', () => {
  test('a free cancellation gives rights and remainder back as was shown', async () => {
    const dossier = await paidByCard();
    const { amounts } = await costNow(dossier);
    await dossier.send('cancel', { expected: amounts });
    const { payment, closure } = await dossier.dossier();
    expect(closure?.consequences?.remainder).toBe('refunded');
    expect(payment?.refunds).toMatchObject([{ amountCents: amounts.remainderRefundedCents }]);
    expect(await accountOf(world.database.db, dossier.cast.traineeId)).toEqual({
      available: amounts.rightsBackCents,
      reserved: 0,
    });
  });

  test('what was shown before the last free day is refused the day after, and changes nothing', async () => {
    const dossier = await paidByCard();
    const { amounts } = await costNow(dossier);
    await whenLate(dossier);
    expect(await dossier.refusal('cancel', { expected: amounts })).toMatchObject({
      refused: 'consequences_changed',
      details: { amounts: { rightsConsumedCents: 100_000, remainderKeptCents: 20_000 } },
    });
    expect((await dossier.dossier()).state).toBe('validated');
  });

  test('a late cancellation keeps both, although a reason is given, when nothing proves it', async () => {
    const dossier = await paidByCard();
    await whenLate(dossier);
    expect((await dossier.refusal('cancel', { reason: 'illness_or_accident' })).refused).toBe(
      'proof_missing',
    );
    await dossier.send('cancel', { reason: 'illness_or_accident', withoutProof: true });
    const { payment, closure } = await dossier.dossier();
    expect(closure).toMatchObject({ consequences: { rule: 'late', rights: 'consumed', remainder: 'kept' } });
    expect(payment?.refunds).toEqual([]);
    expect(await accountOf(world.database.db, dossier.cast.traineeId)).toEqual({ available: 0, reserved: 0 });
  });

  test('one with a proof gives both back, and a message that is sent again changes nothing', async () => {
    const dossier = await paidByCard();
    await whenLate(dossier);
    const proof = await giveProof(dossier);
    const { amounts } = await costNow(dossier, 'illness_or_accident', 1);
    const message = { reason: 'illness_or_accident', expected: amounts, id: randomUUID() } as const;
    const first = await dossier.send('cancel', message);
    expect(await dossier.send('cancel', message)).toEqual(first);
    const { payment, closure } = await dossier.dossier();
    expect(closure).toMatchObject({ proofIds: [proof], consequences: { rule: 'force_majeure' } });
    expect(payment?.refunds).toMatchObject([{ amountCents: 20_000 }]);
    expect(await accountOf(world.database.db, dossier.cast.traineeId)).toEqual({
      available: 100_000,
      reserved: 0,
    });
    await expectLedgerToBalance(world.database.db);
  });

  test('giving up in training with a proof is as free', async () => {
    const dossier = await paidByCard();
    await declareEntry(world, dossier);
    expect((await costNow(dossier)).consequences?.rule).toBe('late');
    await giveProof(dossier);
    await dossier.send('cancel', { reason: 'illness_or_accident' });
    expect((await dossier.dossier()).closure?.consequences?.rule).toBe('force_majeure');
  });
});
