import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { frenchDateTime } from '../../domain/calendar/french-dates.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { KeptMail } from '../../dev/mailbox/kept-mail.ts';
import { cents } from '../../domain/money.ts';
import { createCast, type CastOptions } from '../support/people.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';
import { giveContact, type MailWorld, publicUrl, startMailWorld } from '../support/mail-world.ts';
import { declareEnd, declareEntry } from '../support/training.ts';

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

async function open(options: CastOptions = {}): Promise<TestDossier> {
  const cast = await createCast(world.database.db, { now: Date.parse(await world.now()), ...options });
  await giveContact(world, cast);
  return await world.open({ cast });
}

function subjects(received: readonly KeptMail[]): string[] {
  return received.map(({ subject }) => subject.replace(/ \(.*\)$/, ''));
}

/** The event in a mail's calendar file: method, sequence, UID and day. */
function calendar(mail: KeptMail | undefined) {
  const text = Buffer.from(mail?.attachments[0]?.content ?? '', 'base64').toString();
  const line = (name: string) => new RegExp(`^${name}[^:\\r]*:(.*)\\r?$`, 'm').exec(text)?.[1];
  return {
    method: line('METHOD'),
    uid: line('UID'),
    sequence: Number(line('SEQUENCE')),
    day: line('DTSTART'),
  };
}

describe('a whole life', () => {
  test('is told to both sides once, in order, with its dates, and the calendar is kept right', async () => {
    const dossier = await open();
    const { number } = await dossier.dossier();
    await dossier.send('submit');
    const replyBy = (await dossier.dossier()).deadline?.at as Instant;
    await dossier.send('accept');
    const validateBy = (await dossier.dossier()).deadline?.at as Instant;
    await dossier.send('validate');
    await mails.deliver();
    await declareEntry(world, dossier);
    await mails.deliver();
    await declareEnd(world, dossier);
    await mails.deliver();
    await mails.deliver();

    const toTrainee = mails.toTrainee(dossier);
    expect(subjects(toTrainee)).toEqual([
      'Votre demande d’inscription est envoyée',
      'Votre inscription est à finaliser',
      'Votre inscription est validée',
      'Votre entrée en formation est déclarée',
      'La fin de votre formation est déclarée',
    ]);
    const toOrganisation = mails.toOrganisation(dossier);
    expect(subjects(toOrganisation)).toEqual(['Nouvelle demande d’inscription', 'Inscription validée']);
    expect(toTrainee[0]?.text).toContain(frenchDateTime(replyBy));
    expect(toOrganisation[0]?.text).toContain(frenchDateTime(replyBy));
    expect(toTrainee[1]?.text).toContain(frenchDateTime(validateBy));
    for (const { text, html } of toTrainee) {
      expect(text).toContain(`${publicUrl}/dossiers/${number}`);
      expect(html).toContain(`${publicUrl}/dossiers/${number}`);
    }
    for (const { text } of toOrganisation) {
      expect(text).toContain(`${publicUrl}/organisme/dossiers/${number}`);
      expect(text).toContain('Camille Essai');
    }
    const [request, validation, done] = toTrainee.map(calendar);
    expect(request).toMatchObject({ method: 'PUBLISH', uid: `dossier-${number}-deadline` });
    expect(validation).toMatchObject({ method: 'PUBLISH', uid: request?.uid });
    expect(done).toMatchObject({ method: 'CANCEL', uid: request?.uid, day: validation?.day });
    expect([request, validation, done].map((event) => event?.sequence)).toEqual([2, 3, 4]);
  });

  test('by card tells of each payment, and of one that is given back', async () => {
    const dossier = await open({ balanceCents: 100_000 });
    await dossier.send('submit');
    await dossier.send('accept');
    await dossier.send('validate', { rightsCents: cents(100_000), remainderCents: cents(20_000) });
    await dossier.send('payment_processing');
    await dossier.send('payment_failed');
    await dossier.send('open_payment');
    await dossier.send('payment_succeeded', { sequence: 2 });
    await dossier.send('payment_succeeded', { sequence: 1 });
    // No payment service is there to ask: the refund is refused.
    await until(dossier, 10);
    await mails.deliver();
    const received = mails.toTrainee(dossier);
    expect(subjects(received).slice(2)).toEqual([
      'Votre paiement est en cours de traitement',
      'Votre paiement a été refusé',
      'Votre inscription est validée',
      'Un paiement vous est remboursé',
      'Votre remboursement a été refusé par la banque',
    ]);
    expect(received[3]?.text).toContain('200,00');
    expect(received[5]?.text).toContain('200,00');
    expect(subjects(mails.toOrganisation(dossier))).toEqual([
      'Nouvelle demande d’inscription',
      'Inscription validée',
    ]);
  });
});

describe('a reminder', () => {
  test('goes to the organisation, then to the trainee, one business day before each deadline', async () => {
    const dossier = await open();
    await dossier.send('submit');
    await mails.deliver();
    const remindAt = (await dossier.dossier()).deadline?.remindAt as Instant;
    await world.skipTo(remindAt);
    await until(dossier, 3);
    await mails.deliver();
    expect(subjects(mails.toOrganisation(dossier)).at(-1)).toBe(
      'Rappel : une demande d’inscription attend votre réponse',
    );
    expect(mails.toTrainee(dossier)).toHaveLength(1);

    await dossier.send('accept');
    await mails.deliver();
    await world.skipTo((await dossier.dossier()).deadline?.remindAt as Instant);
    await until(dossier, 5);
    await mails.deliver();
    expect(subjects(mails.toTrainee(dossier)).at(-1)).toBe('Rappel : votre inscription est à finaliser');
    expect(mails.toOrganisation(dossier)).toHaveLength(2);
  });

  test('does not leave when what it asks for was done before it could', async () => {
    const dossier = await open();
    await dossier.send('submit');
    await mails.deliver();
    await world.skipTo((await dossier.dossier()).deadline?.remindAt as Instant);
    await until(dossier, 3);
    await dossier.send('accept');
    await mails.deliver();
    expect(subjects(mails.toOrganisation(dossier))).toEqual(['Nouvelle demande d’inscription']);
    expect(await statuses(dossier)).toContainEqual(['reminder', 'superseded', 'no_longer_due']);
  });
});

describe('a mail service that is out for a day', () => {
  test('delays mails alone; then each reader gets one mail that tells what happened meanwhile', async () => {
    const dossier = await open();
    mails.mailbox.weather.set({ service: 'unavailable' });
    await dossier.send('submit');
    await mails.carry();
    await dossier.send('accept');
    await dossier.send('validate');
    await mails.carry();
    await world.env.sleep('24 hours');
    expect(mails.toTrainee(dossier)).toEqual([]);
    mails.mailbox.weather.clear();
    // The longest pause between two attempts.
    await world.env.sleep('15 minutes');
    await mails.deliver();

    const toTrainee = mails.toTrainee(dossier);
    expect(subjects(toTrainee)).toEqual(['Votre inscription est validée']);
    expect(toTrainee[0]?.text).toMatch(/retardé par un incident[^]*Demande d'inscription[^]*A valider/);
    expect(subjects(mails.toOrganisation(dossier))).toEqual(['Inscription validée']);
    expect((await statuses(dossier)).filter(([, status]) => status === 'superseded')).toEqual([
      ['requested', 'superseded', 'later_mail'],
      ['requested', 'superseded', 'later_mail'],
      ['to_validate', 'superseded', 'later_mail'],
    ]);
  });

  test('loses no request that still waits for its answer', async () => {
    const dossier = await open();
    mails.mailbox.weather.set({ service: 'cut' });
    await dossier.send('submit');
    await mails.carry();
    await world.env.sleep('12 hours');
    mails.mailbox.weather.clear();
    // The longest pause between two attempts.
    await world.env.sleep('15 minutes');
    await mails.deliver();
    expect(subjects(mails.toOrganisation(dossier))).toEqual(['Nouvelle demande d’inscription']);
    expect(subjects(mails.toTrainee(dossier))).toEqual(['Votre demande d’inscription est envoyée']);
  });
});

describe('a dossier that was taken off the list', () => {
  test('still has its trainee told of its end and of the money that goes back, however late', async () => {
    const dossier = await open({ balanceCents: 100_000 });
    await dossier.send('submit');
    await dossier.send('accept');
    await dossier.send('validate', { rightsCents: cents(100_000), remainderCents: cents(20_000) });
    await mails.deliver();
    mails.mailbox.weather.set({ service: 'unavailable' });
    await dossier.send('cancel');
    await dossier.send('payment_succeeded');
    await dossier.send('delete');
    await mails.carry();
    await world.env.sleep('12 hours');
    mails.mailbox.weather.clear();
    // The longest pause between two attempts.
    await world.env.sleep('15 minutes');
    await mails.deliver();
    // Nobody knows which payment it was: the refund of what was told by hand cannot be asked for.
    expect(subjects(mails.toTrainee(dossier)).slice(-3)).toEqual([
      'Votre demande d’inscription est annulée',
      'Un paiement vous est remboursé',
      'Votre remboursement a été refusé par la banque',
    ]);
  });
});

describe('a mail whose answer was lost', () => {
  test('is not sent twice', async () => {
    const dossier = await open();
    mails.mailbox.weather.set({ failAfterAccepting: 2 });
    await dossier.send('submit');
    await mails.deliver();
    expect(mails.toTrainee(dossier)).toHaveLength(1);
    expect(mails.toOrganisation(dossier)).toHaveLength(1);
  });
});

describe('an address that is refused', () => {
  test('is noted, ends its delivery as failed for operators, and stops nobody else', async () => {
    const dossier = await open();
    const { cast } = dossier;
    await sql`update trainees set email = ${`refused+${cast.traineeId}@exemple.test`} where id = ${cast.traineeId}`.execute(
      queries(world.database.db.em.fork()),
    );
    await dossier.send('submit');
    await mails.deliver();
    expect(await statuses(dossier)).toContainEqual(['requested', 'refused', 'validation_error']);
    expect(mails.toOrganisation(dossier)).toHaveLength(1);
    const { number } = await dossier.dossier();
    const description = await world.client.workflow.getHandle(`notice-${number}-2-trainee`).describe();
    expect(description.status.name).toBe('FAILED');
  });

  test('is noted for an organisation that has given none', async () => {
    const cast = await createCast(world.database.db, { now: Date.parse(await world.now()) });
    const dossier = await world.open({ cast });
    await dossier.send('submit');
    await mails.deliver();
    expect(await statuses(dossier)).toContainEqual(['requested', 'refused', 'no_address']);
    expect(mails.toTrainee(dossier)).toHaveLength(1);
  });
});

async function statuses(dossier: TestDossier): Promise<[string, string, string | null][]> {
  const { number } = await dossier.dossier();
  const { rows } = await sql<{ kind: string; status: string; reason: string | null }>`
    select kind, status, reason from notices where dossier_number = ${number}
    order by dossier_version, audience`.execute(queries(world.database.db.em.fork()));
  return rows.map(({ kind, status, reason }) => [kind, status, reason]);
}

/** Waits until the dossier's own timer has fired. */
async function until(dossier: TestDossier, version: number): Promise<void> {
  for (;;) {
    if ((await dossier.dossier()).version >= version) return;
    await world.env.sleep(1000);
  }
}
