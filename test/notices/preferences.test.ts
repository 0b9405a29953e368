import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { markRead } from '../../db/conversation/read-messages.ts';
import { postMessage } from '../../db/conversation/post-message.ts';
import { queries } from '../../db/database.ts';
import { createDocumentVault } from '../../db/documents/document-vault.ts';
import { changePreferences } from '../../db/notices/preferences.ts';
import { frenchDateTime } from '../../domain/calendar/french-dates.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { cents } from '../../domain/money.ts';
import type { Party } from '../../domain/dossier/conversation.ts';
import { createCast, type CastOptions } from '../support/people.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';
import {
  giveContact,
  type MailWorld,
  publicUrl,
  startMailWorld,
  testUnsubscribe,
} from '../support/mail-world.ts';

const vault = createDocumentVault([['k1', randomBytes(32).toString('base64')]]);
let world: World;
let mails: MailWorld;

beforeAll(async () => {
  world = await startWorld();
  mails = await startMailWorld(world);
});
afterAll(async () => {
  await mails.stop();
  await world.stop();
});

const db = () => queries(world.database.db.em.fork());

async function open(options: CastOptions = {}): Promise<TestDossier> {
  const cast = await createCast(world.database.db, { now: Date.parse(await world.now()), ...options });
  await giveContact(world, cast);
  return await world.open({ cast });
}

async function write({ cast, ...dossier }: TestDossier, author: Party, number: string): Promise<string> {
  const id = randomUUID();
  const posted = await postMessage(world.database.db.em.fork(), vault, {
    ...{ id, author, text: 'Un secret', attachmentIds: [], at: await world.now() },
    number: number as Parameters<typeof postMessage>[2]['number'],
    by: `trainee:${cast.traineeId}`,
  });
  expect(posted).toEqual({ outcome: 'posted' });
  expect(dossier).toBeDefined();
  return id;
}

const subjects = (received: readonly { subject: string }[]) =>
  received.map(({ subject }) => subject.replace(/ \(.*\)$/, ''));

/** The morning has come. */
async function morning({ cast }: TestDossier): Promise<void> {
  await sql`update notices set hold_until = date_trunc('minute', now()) where recipient_id = ${cast.organisationId}
    and hold_until is not null and status = 'planned'`.execute(db());
}

describe('a message', () => {
  test('is told to the other side in a mail that says nothing of it and can be switched off', async () => {
    const dossier = await open();
    const { number } = await dossier.dossier();
    await dossier.send('submit');
    await mails.deliver();
    await write(dossier, 'organisation', number);
    await write(dossier, 'organisation', number);
    await mails.deliver();
    const [mail, ...others] = mails.toTrainee(dossier).slice(1);
    expect(others).toEqual([]);
    expect(mail?.subject).toContain('L’organisme vous a écrit');
    expect(`${mail?.text}${mail?.html}`).not.toContain('secret');
    const token = testUnsubscribe.make({
      ...{ audience: 'trainee', id: dossier.cast.traineeId, kind: 'message' },
    });
    expect(mail?.headers).toMatchObject({
      'List-Unsubscribe': `<${publicUrl}/api/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(mails.toTrainee(dossier)[0]?.headers).not.toHaveProperty('List-Unsubscribe');
  });

  test('that was read before its mail could leave is not told of', async () => {
    const dossier = await open();
    const { number } = await dossier.dossier();
    await dossier.send('submit');
    const through = await write(dossier, 'trainee', number);
    await markRead(db(), { number, reader: 'organisation', through, at: await world.now() });
    await mails.deliver();
    expect(subjects(mails.toOrganisation(dossier))).toEqual(['Nouvelle demande d’inscription']);
  });
});

describe('a mail that was switched off', () => {
  test('does not leave', async () => {
    const dossier = await open();
    const reader = { audience: 'trainee', id: dossier.cast.traineeId } as const;
    await changePreferences(db(), reader, { mute: ['message'] });
    await dossier.send('submit');
    await write(dossier, 'organisation', (await dossier.dossier()).number);
    await mails.deliver();
    expect(subjects(mails.toTrainee(dossier))).toEqual(['Votre demande d’inscription est envoyée']);
  });

  test('while it could be, and must be sent since, leaves all the same', async () => {
    const dossier = await open({ balanceCents: 100_000 });
    const { traineeId, organisationId } = dossier.cast;
    const once = '{refund,in_training,completed,deadline_extended,payment_pending,cancelled}';
    await sql`update trainees set muted_kinds = ${once} where id = ${traineeId}`.execute(db());
    await sql`update organisations set muted_kinds = ${once} where id = ${organisationId}`.execute(db());
    await dossier.send('submit');
    await dossier.send('accept');
    await dossier.send('validate', { rightsCents: cents(100_000), remainderCents: cents(20_000) });
    await dossier.send('payment_processing');
    await dossier.send('payment_succeeded', { paymentId: 'pi_1' });
    await dossier.send('payment_succeeded', { paymentId: 'pi_2' });
    await mails.deliver();
    expect(subjects(mails.toTrainee(dossier)).slice(2)).toEqual([
      'Votre paiement est en cours de traitement',
      'Votre inscription est validée',
      'Un paiement vous est remboursé',
    ]);
  });
});

describe('a digest', () => {
  async function withDigest(): Promise<TestDossier> {
    const dossier = await open();
    const reader = { audience: 'organisation', id: dossier.cast.organisationId } as const;
    await changePreferences(db(), reader, { digest: 'each_business_morning' });
    return dossier;
  }

  test('gathers all news of an organisation in one mail of the morning, nearest deadline first', async () => {
    const first = await withDigest();
    const second = await world.open({ cast: first.cast });
    const third = await world.open({ cast: first.cast });
    await third.send('submit');
    await third.send('accept');
    await third.send('validate');
    await first.send('submit');
    await second.send('submit');
    await mails.deliver();
    expect(mails.toOrganisation(first)).toEqual([]);
    expect(mails.toTrainee(first)).not.toEqual([]);

    await morning(first);
    await mails.deliver();
    const [mail, ...others] = mails.toOrganisation(first);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Vos dossiers de formation : 3 nouvelles');
    const { deadline, number } = await first.dossier();
    expect(mail?.text).toContain(frenchDateTime(deadline?.at as Instant));
    // Its page is the list of requests, which test/browser/organisation-journey.test.ts opens.
    expect(mail?.text).toMatch(/https:\/\/dossiers\.example\.fr\/organisme\s/);
    const places = [number, (await third.dossier()).number].map((one) => mail?.text?.indexOf(one) ?? -1);
    expect(places[0]).toBeGreaterThan(0);
    expect(places[1]).toBeGreaterThan(places[0] ?? 0);

    await mails.deliver();
    expect(mails.toOrganisation(first)).toHaveLength(1);
  });

  test('leaves reminders alone: they go at once', async () => {
    const dossier = await withDigest();
    await dossier.send('submit');
    await world.skipTo((await dossier.dossier()).deadline?.remindAt as Instant);
    while ((await dossier.dossier()).version < 3) await world.env.sleep('1 second');
    await mails.deliver();
    expect(subjects(mails.toOrganisation(dossier))).toEqual([
      'Rappel : une demande d’inscription attend votre réponse',
    ]);
  });

  test('that would tell of nothing any more is not sent', async () => {
    const dossier = await withDigest();
    const { number } = await dossier.dossier();
    await dossier.send('submit');
    await sql`update dossier_events set planned_at = now() where number = ${number}`.execute(db());
    const through = await write(dossier, 'trainee', number);
    await markRead(db(), { number, reader: 'organisation', through, at: await world.now() });
    await morning(dossier);
    await mails.deliver();
    expect(mails.toOrganisation(dossier)).toEqual([]);
    const { rows } = await sql<{ status: string; reason: string }>`
      select status, reason from notices where dossier_number = ${number} and audience = 'organisation'`.execute(
      db(),
    );
    expect(rows).toEqual([{ status: 'superseded', reason: 'message_read' }]);
  });
});
