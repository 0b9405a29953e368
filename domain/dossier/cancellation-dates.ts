import { businessDayAfter, businessDayBefore } from '../calendar/business-days.ts';
import { addDays } from '../calendar/calendar-day.ts';
import { endOfParisDay, type Instant, parisDay } from '../calendar/paris-time.ts';
import type { Policy } from '../policy/policy.ts';
import { daysGivenBack } from './contest.ts';
import type { Dossier } from './dossier.ts';

/** Until when a validated dossier may be cancelled without cost, by each rule; null where a rule no longer applies. */
export interface CancellationDates {
  /** The last instant of the withdrawal period, which the entry ends. */
  withdrawalUntil: Instant | null;
  /** The last instant with more business days before the start than the policy asks for. */
  freeUntil: Instant | null;
}

/** Works out those dates by the session's region (domain.md, "Policy values"). */
export function cancellationDates(dossier: Dossier, policy: Policy): CancellationDates {
  const { validatedAt, enteredOn, session } = dossier;
  if (validatedAt === null || enteredOn !== null) return { withdrawalUntil: null, freeUntil: null };
  const region = session?.region ?? 'metropole';
  const days = policy.withdrawalPeriod + daysGivenBack(dossier, region);
  const lastToWithdraw = businessDayAfter(parisDay(validatedAt), days, region);
  return {
    withdrawalUntil: endOfParisDay(lastToWithdraw),
    freeUntil: session === null ? null : endOfParisDay(lastFreeDay(session, policy)),
  };
}

/** The day before the one from which on too few business days are left, that of the start counting as one. */
function lastFreeDay({ startsOn, region }: NonNullable<Dossier['session']>, policy: Policy) {
  const firstLateDay = businessDayBefore(addDays(startsOn, 1), policy.freeCancellationBefore + 1, region);
  return addDays(firstLateDay, -1);
}
