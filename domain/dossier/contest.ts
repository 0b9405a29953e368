import type { CalendarDay } from '../calendar/calendar-day.ts';
import { businessDaysBetween } from '../calendar/business-days.ts';
import type { HolidayRegion } from '../calendar/holidays.ts';
import { type Instant, parisDay } from '../calendar/paris-time.ts';

/** What of the organisation's a trainee may contest: that they entered, or that the training ended as declared. */
export const contestable = ['entry', 'end'] as const;

/** One of {@link contestable}. */
export type Contestable = (typeof contestable)[number];

/** What an operator decides: the declaration holds, or it is taken back as though it had never been made. */
export const contestOutcomes = ['confirmed', 'corrected'] as const;

/** One of {@link contestOutcomes}. */
export type ContestOutcome = (typeof contestOutcomes)[number];

/** A declaration of the organisation that the trainee says is wrong (docs/rules.md, "Entry and end"). */
export interface Contest {
  about: Contestable;
  at: Instant;
  /** Id of the trainee's words, kept in Postgres. */
  reasonId: string | null;
  /** Null while the operators look at it: nothing is consumed meanwhile. */
  decision: { at: Instant; outcome: ContestOutcome; reason: string } | null;
}

/** What contesting looks at. */
export interface Contested {
  contests?: readonly Contest[];
  enteredOn: CalendarDay | null;
  endedOn: CalendarDay | null;
}

/** The contest that waits for the operators; null when there is none. At most one runs. */
export function openContest({ contests = [] }: Pick<Contested, 'contests'>): Contest | null {
  return contests.find(({ decision }) => decision === null) ?? null;
}

/** The contest to speak of: the last one, whether it is decided or not. */
export function lastContest({ contests = [] }: Pick<Contested, 'contests'>): Contest | null {
  return contests.at(-1) ?? null;
}

/**
 * What the trainee may contest now: each declaration that stands, once. One that was confirmed stays; one that was taken back
 * and made again is another declaration.
 */
export function whatCanBeContested(dossier: Contested): readonly Contestable[] {
  if (openContest(dossier) !== null) return [];
  return contestable.filter((about) => isDeclared(dossier, about) && !isConfirmed(dossier, about));
}

/**
 * Business days for which a contested entry stood in the way of a withdrawal although it was wrong: the withdrawal period is
 * longer by them.
 */
export function daysGivenBack({ contests = [] }: Pick<Contested, 'contests'>, region: HolidayRegion): number {
  return contests.reduce((days, { about, at, decision }) => {
    if (about !== 'entry' || decision?.outcome !== 'corrected') return days;
    return days + businessDaysBetween(parisDay(at), parisDay(decision.at), region);
  }, 0);
}

function isDeclared({ enteredOn, endedOn }: Contested, about: Contestable): boolean {
  return about === 'entry' ? enteredOn !== null : endedOn !== null;
}

function isConfirmed({ contests = [] }: Contested, about: Contestable): boolean {
  return contests.filter((contest) => contest.about === about).at(-1)?.decision?.outcome === 'confirmed';
}
