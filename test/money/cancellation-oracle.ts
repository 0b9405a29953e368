import type { Dossier } from '../../domain/dossier/dossier.ts';
import { oracleBusinessDays } from '../domain/calendar/oracle.ts';

const withdrawalDays = 14;
const freeDays = 7;
const businessDays = oracleBusinessDays(2026, 2046, 'metropole');
const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });
const hourMs = 3_600_000;

/**
 * Whether a cancellation keeps the money, counted anew from domain.md's table: only one by the trainee that is neither within the
 * withdrawal period, ended by entry, nor more than seven business days before the session.
 */
export function keepsTheMoney(dossier: Dossier): boolean {
  const { closure, validatedAt, enteredOn, session } = dossier;
  if (closure === null || validatedAt === null || session === null || closure.by !== 'trainee') return false;
  if (enteredOn !== null) return true;
  const day = dayOf(Date.parse(closure.at));
  return day > lastDayToWithdraw(validatedAt, daysContested(dossier)) && day > lastFreeDay(session.startsOn);
}

/** The last milliseconds in which a validated dossier may be cancelled without cost, by each rule; null when none is validated. */
export function lastFreeInstants(dossier: Dossier): { withdrawal: number; free: number } | null {
  const { validatedAt, session } = dossier;
  if (validatedAt === null || session === null) return null;
  return {
    withdrawal: lastInstantOf(lastDayToWithdraw(validatedAt, daysContested(dossier))),
    free: lastInstantOf(lastFreeDay(session.startsOn)),
  };
}

/** The period ends with the last of its business days. */
function lastDayToWithdraw(validatedAt: string, daysMore: number): string {
  const from = dayOf(Date.parse(validatedAt));
  return businessDays.filter((day) => day > from)[withdrawalDays + daysMore - 1] ?? '';
}

/** Business days of contests of an entry that was wrong: they do not count against the trainee. */
function daysContested({ contests = [] }: Dossier): number {
  return contests
    .filter(({ about, decision }) => about === 'entry' && decision?.outcome === 'corrected')
    .map(({ at, decision }) => [dayOf(Date.parse(at)), dayOf(Date.parse(decision?.at ?? at))] as const)
    .reduce((sum, [from, to]) => sum + businessDays.filter((day) => day > from && day <= to).length, 0);
}

/** The day before the seventh business day counted back from the first of the session, whatever day that is. */
function lastFreeDay(startsOn: string): string {
  const beforeStart = businessDays.filter((day) => day < startsOn);
  return dayBefore(beforeStart.at(-freeDays) ?? '');
}

/** The day in Paris on which something happens. */
function dayOf(at: number): string {
  return paris.format(at);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * hourMs).toISOString().slice(0, 10);
}

/** Midnight in Paris is one or two hours before midnight in UTC: the next day has begun there at one of them. */
function lastInstantOf(day: string): number {
  const midnight = Date.parse(day) + 24 * hourMs;
  const isSummer = dayOf(midnight - 2 * hourMs) !== day;
  return midnight - (isSummer ? 2 : 1) * hourMs - 1;
}
