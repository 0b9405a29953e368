import { parisDay } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { oracleBusinessDays } from '../domain/calendar/oracle.ts';

const businessDays = oracleBusinessDays(2027, 2028, 'metropole');
const withdrawalDays = 14;
const freeDays = 7;

/**
 * Whether a cancellation keeps the money, counted anew from domain.md's table: only one by the trainee that is neither within the
 * withdrawal period, ended by entry, nor more than seven business days before the session.
 */
export function keepsTheMoney({ closure, validatedAt, enteredOn, session }: Dossier): boolean {
  if (closure === null || validatedAt === null || session === null || closure.by !== 'trainee') return false;
  if (enteredOn !== null) return true;
  const day = parisDay(closure.at);
  const since = between(parisDay(validatedAt), day);
  // The period ends with the last of its days, and a day without business after it is too late.
  const isWithdrawal = since < withdrawalDays || (since === withdrawalDays && businessDays.includes(day));
  return !isWithdrawal && between(day, session.startsOn) <= freeDays;
}

/** Business days after one day, up to and with another. */
function between(after: string, to: string): number {
  return businessDays.filter((day) => day > after && day <= to).length;
}
