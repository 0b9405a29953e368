import fc from 'fast-check';
import { type HolidayRegion, holidayRegions } from '../../../domain/calendar/holidays.ts';
import type { SessionSnapshot } from '../../../domain/dossier/dossier.ts';
import type { Facts } from '../../../domain/dossier/facts.ts';
import type { Actor, DossierMessage, MessageType } from '../../../domain/dossier/messages.ts';
import type { PolicyVersion } from '../../../domain/policy/policy.ts';
import { dayAt, endOf, nthAfter, textOf } from './calendar.ts';
import { freeUntil } from './endings.ts';
import type { Model } from './model.ts';
import { allowed } from './oracle.ts';
import { contentsOf, iso, type Move } from './contents.ts';

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

/** Where a case begins. */
export interface Beginning {
  startMs: number;
  policyVersion: PolicyVersion;
  region: HolidayRegion;
  startsInDays: number | 'earliest' | 'too_early';
  lastsDays: number;
  price: number;
  prerequisites: boolean;
  balance: number;
  jobSeeker: boolean;
}

const prices = [0, 49, 50, 51, 99, 10_320, 10_350, 60_000, 120_000, 9_999_999, 10_000_000, 10_000_001];
const balances = [0, 1, 50, 9_970, 59_980, 100_000, 120_000, 500_000, 12_000_000];

/** Any beginning between 2026 and 2029, at any hour. */
export const beginnings: fc.Arbitrary<Beginning> = fc.record({
  startMs: fc
    .integer({ min: Date.UTC(2026, 0, 1) / second, max: Date.UTC(2029, 11, 31) / second })
    .map((s) => s * second),
  policyVersion: fc.constantFrom('2026-01', '2026-01', '2026-05', '2026-01-from-today'),
  region: fc.constantFrom(...holidayRegions),
  startsInDays: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 17, max: 60 }) },
    { weight: 4, arbitrary: fc.constant('earliest' as const) },
    { weight: 1, arbitrary: fc.constant('too_early' as const) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) },
  ),
  lastsDays: fc.integer({ min: 0, max: 6 }),
  price: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(60_000, 120_000) }, fc.constantFrom(...prices)),
  prerequisites: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  balance: fc.constantFrom(...balances),
  jobSeeker: fc.boolean(),
});

const nat = (max: number) => fc.nat({ max });

/** Any moves. */
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    pick: nat(999),
    wild: nat(9).map((n) => n === 0),
    when: nat(19),
    step: nat(9_999),
    told: nat(11),
    amount: nat(11),
    id: nat(5),
    content: nat(99),
  }),
  { minLength: 8, maxLength: 26 },
);

/** The session that the catalogue offers. */
export function sessionOf(from: Beginning): SessionSnapshot {
  const today = dayAt(from.startMs);
  const first = nthAfter(today, 11, from.region);
  const startsOn =
    from.startsInDays === 'earliest'
      ? first
      : from.startsInDays === 'too_early'
        ? first - 1
        : today + from.startsInDays;
  return {
    id: '0a6cf0b0-0000-4000-8000-000000000002',
    startsOn: textOf(startsOn),
    endsOn: textOf(startsOn + from.lastsDays),
    place: 'Lyon',
    remote: false,
    hours: 35,
    priceCents: from.price,
    hasPrerequisites: from.prerequisites,
    region: from.region,
  } as SessionSnapshot;
}

const senders: Readonly<Record<Actor, readonly MessageType[]>> = {
  trainee: ['amend_draft', 'submit', 'delete', 'cancel', 'validate', 'open_payment', 'contest'],
  organisation: ['acknowledge', 'accept', 'propose', 'refuse', 'withdraw', 'declare_entry', 'declare_end'],
  payment: [
    'payment_processing',
    'payment_succeeded',
    'payment_failed',
    'payment_disputed',
    'refund_requested',
    'refund_succeeded',
    'refund_failed',
  ],
  operator: ['extend_deadline', 'resolve_contest'],
  system: ['deadline_passed', 'remind'],
};
const everything = (Object.keys(senders) as Actor[]).flatMap((by) =>
  senders[by].map((type) => ({ by, type })),
);
/** How often what leads on is taken; all else counts for one. */
const weights: Partial<Record<MessageType, number>> = {
  ...{ submit: 30, accept: 9, propose: 5, acknowledge: 5, validate: 20, extend_deadline: 2 },
  ...{ payment_processing: 6, payment_succeeded: 6, payment_failed: 5, open_payment: 4 },
  ...{ declare_entry: 8, declare_end: 8, contest: 4, resolve_contest: 8 },
};

function chosen(model: Model, { pick, wild, content }: Move): { by: Actor; type: MessageType } {
  const all = everything[pick % everything.length] ?? { by: 'trainee', type: 'cancel' };
  if (wild) return content % 7 === 0 ? { ...all, by: 'trainee' } : all;
  const here = everything
    .filter(({ by, type }) => (allowed[model.state][by] ?? []).includes(type))
    .flatMap((one) => Array<typeof one>(weights[one.type] ?? 1).fill(one));
  return here[pick % here.length] ?? all;
}

/** When a message is received: near what the rules turn on, or some time later; sometimes it comes late. */
function instantOf(model: Model, now: number, type: MessageType, { when, step }: Move): number {
  const { session } = model;
  // A record that is no longer kept lies years ahead, past everything else.
  const deadline = model.deadline?.kind === 'record_kept' ? null : model.deadline;
  const free = freeUntil(model);
  const near = (at: number | null | undefined, by: number) => (at == null || at + by < now ? now : at + by);
  // An entry or an end needs its day to have come.
  if (when > 6 && type === 'declare_entry')
    return near(session && endOf(session.startsOn - 1), (step % 30) * hour);
  if (when > 6 && type === 'declare_end')
    return near(session && endOf(session.endsOn - 1), (step % 30) * hour);
  switch (when) {
    case 0:
      return near(deadline?.at, 0);
    case 1:
      return near(deadline?.at, 1);
    case 2:
      return near(deadline?.at, -1);
    case 3:
      return near(deadline?.at, (step % 90) * second);
    case 4:
      return near(free?.free, step % 2);
    case 5:
      return near(free?.withdrawal, step % 2);
    case 6:
      return near(session && endOf(session.startsOn), step % 2);
    case 7:
      return near(session && endOf(session.startsOn - 1), step % hour);
    case 8:
      return near(session && endOf(session.endsOn - 1), step % hour);
    case 9:
      // Received before what was dealt with last.
      return now - (step % 100) * minute;
    case 10:
      return now + (step % 5) * day;
    case 11:
    case 12:
      return now + (step % 48) * hour;
    default:
      return now + (step % 60) * minute;
  }
}

/** Makes a message and the facts that go with it, of a dossier as it is. */
export function messageOf(
  model: Model,
  { move, now, from, number }: { move: Move; now: number; from: Beginning; number: number },
): { message: DossierMessage; facts: Facts } {
  const { by, type } = chosen(model, move);
  const ms =
    type === 'deadline_passed' || type === 'remind'
      ? ((type === 'remind' ? model.deadline?.remindAt : model.deadline?.at) ?? now) +
        (move.content === 0 ? 1 : 0)
      : instantOf(model, now, type, move);
  const account = { balanceCents: from.balance, jobSeeker: from.jobSeeker } as NonNullable<Facts['account']>;
  const session = move.content === 1 ? null : sessionOf(from);
  const facts: Facts = {
    policyVersion: from.policyVersion,
    account,
    catalogue: {
      training: move.content === 2 ? null : { id: 't', title: 'Anglais', hours: 35 },
      session,
      openRequests: move.content % 20 === 3 ? 5 : move.content % 5,
    },
    proofIds: move.content % 2 === 0 ? ['p'] : [],
  };
  const envelope = { id: `m${number}`, by, receivedAt: iso(ms) };
  return {
    message: { ...envelope, type, ...contentsOf(model, type, { move, ms, account }) } as DossierMessage,
    facts,
  };
}
