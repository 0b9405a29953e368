import type { HolidayRegion } from '../../../domain/calendar/holidays.ts';
import type { PolicyVersion } from '../../../domain/policy/policy.ts';
import type { DossierState } from '../../../domain/dossier/states.ts';
import type { Facts } from '../../../domain/dossier/facts.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { dayAt, type DayNumber, endOf, monthsLater, nineOn, nthAfter, nthBefore } from './calendar.ts';

/** What a version of the policy says, as docs/rules.md does. */
export interface Figures {
  withdrawalDays: number;
  contributionCents: number;
  waivedForJobSeekers: boolean;
  /** Business days after the sending before which no session starts; 0: it may start that very day. */
  earliestStart: number;
}

const byDefault: Figures = {
  withdrawalDays: 14,
  contributionCents: 0,
  waivedForJobSeekers: false,
  earliestStart: 11,
};

/** The default figures, and the variants. */
export const figures: Readonly<Record<PolicyVersion, Figures>> = {
  '2026-01': byDefault,
  '2026-01-from-today': { ...byDefault, earliestStart: 0 },
  '2026-05-from-today': {
    ...byDefault,
    ...{ withdrawalDays: 11, contributionCents: 10_320, waivedForJobSeekers: true, earliestStart: 0 },
  },
  '2026-05': { ...byDefault, withdrawalDays: 11, contributionCents: 10_320, waivedForJobSeekers: true },
};

/** A session: days as numbers, the price in cents. */
export interface Session {
  startsOn: DayNumber;
  endsOn: DayNumber;
  price: number;
  prerequisites: boolean;
  region: HolidayRegion;
  place: string;
}

/** A deadline: instants in epoch milliseconds. */
export interface Deadline {
  kind: string;
  at: number;
  remindAt: number | null;
}

/** A payment that arrived and goes back. */
export interface Back {
  sequence: number;
  cents: number;
  currency: string;
  reason: string;
  id: string | null;
}

/** A payment that is waited for. */
export interface Waited {
  sequence: number;
  submittedAt: number;
  id: string | null;
}

/** The card payment as the rules need it. */
export interface Card {
  status: 'due' | 'processing' | 'paid' | 'refused';
  /** The last attempt that was begun. */
  attempt: number;
  /** The newest instant of the payment service that is known, and whether the refusal that is known has its reason. */
  toldAt: number | null;
  isExplained: boolean;
  waited: Waited | null;
  kept: { sequence: number; id: string | null; paidAt: number } | null;
  back: Back[];
}

/** A trainee's contest of an entry or an end. */
export interface Contest {
  about: 'entry' | 'end';
  at: number;
  decision: { outcome: string; at: number } | null;
}

/** How it ended. */
export interface Ending {
  reason: string;
  by: string;
  at: number;
  rule: string | null;
}

/** A dossier as the rules know it. */
export interface Model {
  state: DossierState;
  isDeleted: boolean;
  figures: Figures;
  session: Session | null;
  isAcknowledged: boolean;
  /** The price that the organisation proposed, when it is higher than what was asked for. */
  raisedTo: number | null;
  deadline: Deadline | null;
  agreed: { rights: number; remainder: number } | null;
  card: Card | null;
  validatedAt: number | null;
  enteredOn: DayNumber | null;
  endedOn: DayNumber | null;
  contests: Contest[];
  ending: Ending | null;
}

/** Why a message is refused: what the rules say must be told, or anything else. */
export type Why = 'late' | 'ended' | 'amounts' | 'begun' | 'other';

/** What a message does: a change and what moves in the rights account, or a refusal with all that stands in its way. */
export type Outcome = { next: Model; ledger: { kind: string; cents: number } | null } | { refused: Why[] };

/** A rule for one type of message. */
export type Rule<T extends DossierMessage['type']> = (
  model: Model,
  message: Extract<DossierMessage, { type: T }> & { ms: number },
  facts: Facts,
) => Outcome;

/** A message is refused. */
export const no = (...refused: Why[]): Outcome => ({ refused: refused.length === 0 ? ['other'] : refused });

/** A message is taken. */
export function yes(
  model: Model,
  change: Partial<Model>,
  ledger: { kind: string; cents: number } | null = null,
): Outcome {
  return { next: { ...model, ...change }, ledger: ledger === null || ledger.cents === 0 ? null : ledger };
}

/** A deadline of N business days from an instant, with its reminder. */
export function businessDays(kind: string, from: number, n: number, region: HolidayRegion): Deadline {
  return deadlineOn(kind, nthAfter(dayAt(from), n, region), from, region);
}

/** A deadline at the end of a day: the reminder is on the business day before, unless that hour is past. */
export function deadlineOn(kind: string, day: DayNumber, from: number, region: HolidayRegion): Deadline {
  const remindAt = nineOn(nthBefore(day, 1, region));
  return { kind, at: endOf(day), remindAt: remindAt > from ? remindAt : null };
}

/** How long the record of what ended is kept. */
export function recordKept(from: number): Deadline {
  return { kind: 'record_kept', at: endOf(monthsLater(dayAt(from), 60)), remindAt: null };
}

/** How long a draft is kept. */
export function draftKept(from: number, session: Session | null): Deadline {
  return deadlineOn('draft_kept', monthsLater(dayAt(from), 6), from, session?.region ?? 'metropole');
}

/** A price is nothing, or what a card can pay, up to the largest. */
export function isPrice(cents: number): boolean {
  return cents === 0 || (cents >= 50 && cents <= 10_000_000);
}

/** A session has begun once its first day is over in Paris. */
export function hasBegun(session: Session, ms: number): boolean {
  return session.startsOn < dayAt(ms);
}
