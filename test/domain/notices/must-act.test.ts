import { describe, expect, test } from '@jest/globals';
import { asOfEvent } from '../../../activities/notices/decide.ts';
import { dossierMail } from '../../../activities/mail/templates/dossier-notice.ts';
import type { EventRecord } from '../../../db/notices/told-dossiers.ts';
import { englishDateTime, frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import { addMs, instant, type Instant } from '../../../domain/calendar/paris-time.ts';
import { runningDeadline } from '../../../domain/dossier/check.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { dossierStates } from '../../../domain/dossier/states.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { transitionTable } from '../../../domain/dossier/transition-table.ts';
import { cents } from '../../../domain/money.ts';
import type { Language } from '../../../domain/language.ts';
import { actorOf, noticesOf } from '../../../domain/notices/notices-of.ts';
import { isOptional } from '../../../domain/notices/preferences.ts';
import {
  accepted,
  aDossierIn,
  aDraft,
  after,
  aMessage,
  aSession,
  monday,
  plentyOfFacts,
  remainderFacts,
} from '../../support/dossiers.ts';

const prerequisites = {
  ...plentyOfFacts,
  catalogue: { ...plentyOfFacts.catalogue, session: aSession({ hasPrerequisites: true }) },
} as typeof plentyOfFacts;
const renewedAt = instant('2027-03-08T09:00:00.000Z');

const paidByCard = after(aDossierIn('payment_pending'), [
  aMessage('payment_succeeded', { paymentId: 'pi_1' }),
]);

/** A dossier in each state, and those that share a state but not what is to be done in it. */
const dossiers: Readonly<Record<string, Dossier>> = {
  ...Object.fromEntries(dossierStates.map((state) => [state, aDossierIn(state)])),
  'requested with prerequisites': after(aDraft(), [aMessage('submit')], prerequisites),
  'requested and acknowledged': after(aDraft(), [aMessage('submit'), aMessage('acknowledge')], prerequisites),
  'to_validate and agreed': agreed(aDossierIn('to_validate')),
  'proposed and agreed': agreed(aDossierIn('proposed')),
  'payment_refused in its renewal': after(aDossierIn('payment_pending'), [
    aMessage('payment_failed', { receivedAt: renewedAt }),
  ]),
  'payment_refused and opened again': after(aDossierIn('payment_refused'), [aMessage('open_payment')]),
  'validated by card': paidByCard,
  ...Object.fromEntries(
    (['in_training', 'completed', 'cancelled', 'cancelled_by_organisation'] as const).map((state) => [
      `${state}, paid by card`,
      { ...aDossierIn(state), agreement: paidByCard.agreement, payment: paidByCard.payment },
    ]),
  ),
  ...Object.fromEntries(
    (['proposed', 'to_validate', 'payment_pending', 'payment_refused', 'validated'] as const).map((state) => [
      `${state}, other dates proposed`,
      after(aDossierIn(state), [aMessage('propose_dates')]),
    ]),
  ),
  'request_cancelled and agreed': after(agreed(aDossierIn('to_validate')), [aMessage('cancel')]),
  'cancelled, deleted': after(aDossierIn('cancelled'), [aMessage('delete')]),
};

function agreed(dossier: Dossier): Dossier {
  return after(dossier, [aMessage('validate', amountsOf(dossier, 100_000))], remainderFacts);
}

/** What a trainee with so many rights agrees to. */
function amountsOf({ session }: Dossier, balance: number) {
  const price = session?.priceCents ?? 0;
  return {
    rightsCents: cents(Math.min(price, balance)),
    remainderCents: cents(Math.max(0, price - balance)),
  };
}

/** Every message of the table in every wording that leads elsewhere. */
function messagesFor(dossier: Dossier, receivedAt: Instant): DossierMessage[] {
  const sequence = dossier.payment?.sequence ?? 1;
  const ofAttempt = { sequence, receivedAt, at: receivedAt };
  const types = [...new Set(transitionTable[dossier.state].map(({ message }) => message))];
  return types.flatMap((type) => {
    switch (type) {
      case 'remind':
        return [aMessage(type, { receivedAt: dossier.deadline?.remindAt ?? receivedAt })];
      case 'deadline_passed':
        return [aMessage(type, { receivedAt: dossier.deadline?.at ?? receivedAt })];
      case 'validate':
        return [120_000, 100_000].map((balance) =>
          aMessage(type, { receivedAt, ...amountsOf(dossier, balance) }),
        );
      case 'payment_succeeded':
        return [dossier.agreement?.remainderCents ?? 20_000, 500].flatMap((amount) =>
          ['pi_1', 'pi_2'].map((paymentId) =>
            aMessage(type, { ...ofAttempt, amountCents: cents(amount), paymentId }),
          ),
        );
      case 'payment_processing':
        return [aMessage(type, ofAttempt)];
      case 'payment_failed':
        return [
          aMessage(type, ofAttempt),
          aMessage(type, { ...ofAttempt, submittedAt: addMs(dossier.deadline?.at ?? receivedAt, -1) }),
        ];
      default:
        return [aMessage(type, { receivedAt })];
    }
  });
}

interface Told {
  before: Dossier;
  after: Dossier;
  message: DossierMessage;
  notices: ReturnType<typeof noticesOf>;
  /** The mail to a reader in a language; null when there is none. */
  mailTo(audience: 'trainee' | 'organisation', language: Language): string | null;
}

function told(before: Dossier, message: DossierMessage): Told | null {
  const facts = message.type === 'validate' && message.remainderCents > 0 ? remainderFacts : plentyOfFacts;
  const outcome = transition(before, message, facts);
  if (isRefusal(outcome)) return null;
  const { dossier } = outcome;
  const goesBack =
    message.type === 'payment_succeeded'
      ? (dossier.payment?.refunds[before.payment?.refunds.length ?? 0]?.reason ?? null)
      : null;
  const { id: _id, by: _by, type, receivedAt, ...contents } = message;
  const event: EventRecord = {
    type,
    fromState: before.state,
    toState: dossier.state,
    version: dossier.version,
    at: receivedAt,
    deadline: dossier.deadline,
    deadlineBefore: before.deadline,
    goesBack,
    details: { ...contents, ...(goesBack === null ? {} : { goesBack }) },
  };
  const notices = noticesOf(event);
  return {
    before,
    after: dossier,
    message,
    notices,
    mailTo: (audience, language) => {
      const notice = notices.find((one) => one.audience === audience);
      if (notice === undefined) return null;
      const { subject, text } = dossierMail({
        ...{ kind: notice.kind, audience, language, now: receivedAt },
        dossier: asOfEvent(dossier, event),
        details: event.details,
        event: { type: event.type, at: receivedAt, details: event.details },
        earlierDeadline: before.deadline,
        baseUrl: 'https://dossiers.example.fr',
        organisation: { name: 'École Alpha', contactEmail: null },
        ...{ closingWords: null, traineeName: null, unsubscribeUrl: null, missed: [] },
      });
      return `${subject}\n${text}`;
    },
  };
}

/** What somebody must do now, and until when; null when nobody must, or when it is too late. */
function duty(dossier: Dossier, at: Instant) {
  const deadline = runningDeadline(dossier);
  const actor = actorOf(deadline);
  // A draft is its author's own: changing it is what moves its date.
  if (deadline === null || actor === null || deadline.kind === 'draft_kept') return null;
  return Date.parse(at) > Date.parse(deadline.at) ? null : { actor, at: deadline.at, kind: deadline.kind };
}

const stories = Object.entries(dossiers).flatMap(([name, dossier]) => {
  const deadline = dossier.deadline?.at ?? monday;
  const inSession = (['startsOn', 'endsOn'] as const).map((day) => instant(`${aSession()[day]}T10:00:00Z`));
  const times = [monday, deadline, addMs(deadline, 1), addMs(deadline, 3 * 86_400_000), ...inSession];
  return times.flatMap((at) =>
    messagesFor(dossier, at).flatMap((message) => {
      const story = told(dossier, message);
      return story === null ? [] : [{ name, type: message.type, at, story }];
    }),
  );
});
const wordings = { fr: frenchDateTime, en: englishDateTime } as const;
const idle = { fr: 'rien à faire', en: 'nothing to do' } as const;

describe('whatever happens in whatever state', () => {
  test('is played: every state, and every message that the table allows', () => {
    const played = new Set(stories.map(({ story, type }) => `${story.before.state} ${type}`));
    const table = dossierStates.flatMap((state) =>
      transitionTable[state].map(({ message }) => `${state} ${message}`),
    );
    // What needs a refund under way changes no duty, and is told by the tests of refunds.
    const missing = table.filter((arrow) => !played.has(arrow) && !/ (refund_|resolve_contest)/.test(arrow));
    expect([...new Set(missing)]).toEqual([]);
  });

  test.each(stories)('whoever must act after $type in $name ($at) is told, with the date', ({ story }) => {
    const { before, after: now, message } = story;
    const owed = duty(now, message.receivedAt);
    if (owed === null) return;
    const owedBefore = duty(before, message.receivedAt);
    const isNew = owedBefore?.at !== owed.at || owedBefore.kind !== owed.kind;
    const believesDone = message.type === 'payment_succeeded' && now.state === 'payment_refused';
    if (!isNew && !believesDone && message.type !== 'remind') return;
    for (const language of ['fr', 'en'] as const)
      expect(story.mailTo(owed.actor, language)).toContain(wordings[language](owed.at));
  });

  test.each(stories)(
    'nobody who must act after $type in $name ($at) is told that there is nothing to do',
    ({ story }) => {
      const owed = duty(story.after, story.message.receivedAt);
      if (owed === null) return;
      for (const language of ['fr', 'en'] as const)
        expect(story.mailTo(owed.actor, language) ?? '').not.toContain(idle[language]);
    },
  );

  test.each(stories)('no mail of $type in $name ($at) asks for what is too late', ({ story }) => {
    const { after: now, message } = story;
    const deadline = runningDeadline(now);
    if (deadline === null || Date.parse(message.receivedAt) <= Date.parse(deadline.at)) return;
    for (const audience of ['trainee', 'organisation'] as const)
      expect(story.mailTo(audience, 'fr') ?? '').not.toContain(frenchDateTime(deadline.at));
  });

  test('is told in mails that cannot be switched off', () => {
    const optional = stories.flatMap(({ story }) =>
      story.notices.filter(({ audience, kind }) => isOptional(audience, kind)),
    );
    expect(optional).toEqual([]);
  });
});

describe('a second attempt that brings 5.00 € instead of the remainder', () => {
  test('has the trainee told what to pay, and until when', () => {
    const opened = dossiers['payment_refused and opened again'] as Dossier;
    const paid = aMessage('payment_succeeded', { sequence: 2, amountCents: cents(500) });
    expect(accepted(opened, paid).dossier.state).toBe('payment_refused');
    const story = told(opened, paid);
    const mail = story?.mailTo('trainee', 'fr');
    expect(mail?.replace(/\s/gu, ' ')).toContain('Nous avons reçu un paiement de 5,00 € au lieu de 200,00 €');
    expect(mail).toContain('vendredi 5 mars 2027 à 23 h 59');
  });
});
