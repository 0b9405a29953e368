import { frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { formatEuros, signedCents } from '../../../domain/money.ts';

/** An amount in cents as people read it. */
export const euros = (amount: number | null): string => formatEuros(signedCents(amount ?? 0));

/** An instant in ms since 1970 as people read it, at the time of Paris. */
export const dateTime = (ms: number): string => frenchDateTime(instant(ms));

/** The same without the day of the week, for tables. */
export const shortDateTime = (ms: number): string => dateTime(ms).replace(/^\S+ /, '');

/** How long there is left, in whole minutes. */
export function timeLeft(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'moins d’une minute';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [count(hours, 'heure'), count(rest, 'minute')].filter((part) => part !== '');
  return parts.join(' et ');
}

const count = (n: number, word: string): string => (n === 0 ? '' : `${n} ${word}${n > 1 ? 's' : ''}`);
