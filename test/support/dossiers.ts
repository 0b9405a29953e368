import { addDays, parseCalendarDay } from '../../domain/calendar/calendar-day.ts';
import { instant, type Instant, parisDay } from '../../domain/calendar/paris-time.ts';
import type { Dossier, SessionSnapshot } from '../../domain/dossier/dossier.ts';
import { newDraft } from '../../domain/dossier/draft.ts';
import type { Facts } from '../../domain/dossier/facts.ts';
import type { Actor, DossierMessage, MessageContents, MessageType } from '../../domain/dossier/messages.ts';
import { parseDossierNumber } from '../../domain/dossier/number.ts';
import { isRefusal } from '../../domain/dossier/refusal.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import { transition, type Transition } from '../../domain/dossier/transition.ts';
import { cents } from '../../domain/money.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';

/** Monday 1 March 2027, 10:00 in Paris: no holiday near. */
export const monday = instant('2027-03-01T09:00:00.000Z');

export const aTraining = {
  id: '0a6cf0b0-0000-4000-8000-000000000001',
  title: 'Anglais professionnel',
  hours: 35,
};

/** Noon in Paris, or one in the afternoon, of a day. */
export function noonOf(day: string): Instant {
  return instant(`${day}T11:00:00.000Z`);
}

/** A session that starts eleven weeks after `monday`. */
export function aSession(overrides: Partial<SessionSnapshot> = {}): SessionSnapshot {
  return {
    id: '0a6cf0b0-0000-4000-8000-000000000002',
    startsOn: parseCalendarDay('2027-05-17'),
    endsOn: parseCalendarDay('2027-05-21'),
    place: 'Lyon',
    remote: false,
    hours: 35,
    priceCents: cents(120_000),
    hasPrerequisites: false,
    region: 'metropole',
    ...overrides,
  };
}

/** A draft made on `monday`. */
export function aDraft(overrides: Partial<Dossier> = {}): Dossier {
  const draft = newDraft({
    number: parseDossierNumber('4042234296'),
    traineeId: '0a6cf0b0-0000-4000-8000-000000000003',
    organisationId: '0a6cf0b0-0000-4000-8000-000000000004',
    policyVersion: '2026-01',
    training: aTraining,
    session: aSession(),
    createdAt: monday,
  });
  return { ...draft, ...overrides };
}

const senders: Readonly<Record<MessageType, Actor>> = {
  amend_draft: 'trainee',
  submit: 'trainee',
  delete: 'trainee',
  cancel: 'trainee',
  validate: 'trainee',
  open_payment: 'trainee',
  acknowledge: 'organisation',
  accept: 'organisation',
  propose: 'organisation',
  refuse: 'organisation',
  propose_dates: 'organisation',
  withdraw_dates: 'organisation',
  accept_dates: 'trainee',
  decline_dates: 'trainee',
  withdraw: 'organisation',
  declare_entry: 'organisation',
  declare_end: 'organisation',
  payment_processing: 'payment',
  payment_succeeded: 'payment',
  payment_failed: 'payment',
  payment_disputed: 'payment',
  dispute_closed: 'payment',
  refund_found: 'payment',
  refund_requested: 'payment',
  refund_succeeded: 'payment',
  refund_failed: 'payment',
  contest: 'trainee',
  resolve_contest: 'operator',
  extend_deadline: 'operator',
  remind: 'system',
  deadline_passed: 'system',
};

const today = parisDay(monday);
/** Two days later than the session. */
const otherDates = { startsOn: addDays(aSession().startsOn, 2), endsOn: addDays(aSession().endsOn, 2) };
const contents: MessageContents = {
  amend_draft: { sessionId: aSession().id },
  submit: {},
  delete: {},
  cancel: { reason: null },
  acknowledge: {},
  accept: {},
  propose: { changes: { priceCents: cents(110_000) }, noteId: null },
  refuse: { reasonId: null },
  propose_dates: { ...otherDates, noteId: null },
  withdraw_dates: {},
  accept_dates: otherDates,
  decline_dates: {},
  withdraw: { reason: null, reasonId: null },
  validate: { rightsCents: cents(120_000), remainderCents: cents(0), termsVersion: currentTermsVersion },
  open_payment: {},
  payment_processing: { sequence: 1 },
  payment_succeeded: { sequence: 1, amountCents: cents(20_000) },
  payment_failed: { sequence: 1, failure: 'card_declined' },
  payment_disputed: { sequence: 1, reason: 'fraudulent', disputeId: 'dp_1' },
  dispute_closed: { sequence: 1, disputeId: 'dp_1', outcome: 'won' },
  refund_found: { sequence: 1, refundId: 're_hand', amountCents: cents(20_000), status: 'done' },
  refund_requested: { refund: 1, try: 1, refundId: 're_1' },
  refund_succeeded: { refund: 1, try: 1, refundId: 're_1' },
  refund_failed: { refund: 1, try: 1, refundId: 're_1', failure: 'expired_or_canceled_card' },
  declare_entry: { enteredOn: aSession().startsOn },
  declare_end: { endedOn: aSession().endsOn, attendancePercent: 100, reasonId: null },
  contest: { about: 'entry', reasonId: null },
  resolve_contest: { outcome: 'confirmed', reason: 'Feuille d’émargement reçue' },
  extend_deadline: { until: addDays(today, 60), reason: 'Organisme fermé' },
  remind: {},
  deadline_passed: {},
};

/** `monday`, but for what is only declared during the session. */
function usualInstant(type: MessageType): Instant {
  const { startsOn, endsOn } = aSession();
  switch (type) {
    case 'declare_entry':
      return noonOf(startsOn);
    case 'declare_end':
    case 'contest':
    case 'resolve_contest':
      return noonOf(endsOn);
    default:
      return monday;
  }
}

let lastMessage = 0;

/** A message of a type from its ordinary sender, on `monday` (entry and end: in the session) unless told otherwise. */
export function aMessage<T extends MessageType>(
  type: T,
  overrides: Partial<MessageContents[T]> & { id?: string; by?: Actor; receivedAt?: Instant } = {},
): DossierMessage {
  lastMessage += 1;
  const envelope = { id: `message-${lastMessage}`, by: senders[type], receivedAt: usualInstant(type) };
  return { ...envelope, type, ...contents[type], ...overrides } as unknown as DossierMessage;
}

/** Facts that let everything through: the training as it is, and rights of 1,200 €. */
export const plentyOfFacts: Facts = {
  catalogue: { training: aTraining, session: aSession(), openRequests: 0 },
  account: { balanceCents: cents(120_000), jobSeeker: false },
};

/** Facts of a trainee who has 200 € less than the price. */
export const remainderFacts: Facts = {
  ...plentyOfFacts,
  account: { balanceCents: cents(100_000), jobSeeker: false },
};

/** The validation that leaves 200 € to pay by card. */
export const partialValidation = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

/** Applies messages one after another; throws when one is refused. */
export function after(
  dossier: Dossier,
  messages: readonly DossierMessage[],
  facts: Facts = plentyOfFacts,
): Dossier {
  return messages.reduce((current, message) => accepted(current, message, facts).dossier, dossier);
}

/** Applies one message; throws when it is refused. */
export function accepted(
  dossier: Dossier,
  message: DossierMessage,
  facts: Facts = plentyOfFacts,
): Transition {
  const outcome = transition(dossier, message, facts);
  if (isRefusal(outcome)) throw new Error(`${message.type} was refused: ${outcome.refused}`);
  return outcome;
}

/** A dossier in each state, reached by real messages from a draft. */
export function aDossierIn(state: DossierState): Dossier {
  const requested = () => after(aDraft(), [aMessage('submit')]);
  const toValidate = () => after(requested(), [aMessage('accept')]);
  const validated = () => after(toValidate(), [aMessage('validate')]);
  const withRemainder = () => after(toValidate(), [aMessage('validate', partialValidation)], remainderFacts);
  const makers: Record<DossierState, () => Dossier> = {
    draft: aDraft,
    requested,
    refused: () => after(requested(), [aMessage('refuse')]),
    proposed: () => after(requested(), [aMessage('propose')]),
    request_cancelled: () => after(requested(), [aMessage('cancel')]),
    to_validate: toValidate,
    payment_pending: () => after(withRemainder(), [aMessage('payment_processing')]),
    payment_refused: () => after(withRemainder(), [aMessage('payment_failed')]),
    validated,
    in_training: () => after(validated(), [aMessage('declare_entry')]),
    completed: () => after(validated(), [aMessage('declare_entry'), aMessage('declare_end')]),
    cancelled: () => after(validated(), [aMessage('cancel')]),
    cancelled_by_organisation: () => after(validated(), [aMessage('withdraw')]),
  };
  return makers[state]();
}
