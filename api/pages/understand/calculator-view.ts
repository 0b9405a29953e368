import type { Deadline } from '../../../domain/calendar/deadline.ts';
import { holidayRegions } from '../../../domain/calendar/holidays.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import type { PageContext } from '../context.ts';
import { type DeadlineView, deadlineView, presentAt } from '../dossiers/deadline-view.ts';
import type { Texts } from '../texts/index.ts';
import { countedBy, type CountedKind, type Typed } from './calculator.ts';

interface Choice {
  key: string;
  label: string;
  isChosen: boolean;
}

/** The deadlines calculator. */
export interface CalculatorView {
  t: Texts['calculator'];
  day: string;
  rules: Choice[];
  regions: Choice[];
  isInvalid: boolean;
  result: (DeadlineView & { until: string }) | null;
}

/** Builds the calculator's view; `now` in epoch milliseconds. */
export function calculatorView(
  context: PageContext,
  {
    typed,
    policy,
    deadline,
    isInvalid,
    now,
  }: {
    typed: Typed;
    policy: Policy;
    deadline: Deadline | null;
    isInvalid: boolean;
    now: number;
  },
): CalculatorView {
  const { calculator: t } = context.texts;
  return {
    t,
    day: typed.jour,
    rules: (Object.keys(countedBy) as CountedKind[]).map((key) => ({
      key,
      label: t.rules[key](policy[countedBy[key]]),
      isChosen: key === typed.delai,
    })),
    regions: holidayRegions.map((key) => ({ key, label: t.regions[key], isChosen: key === typed.lieu })),
    isInvalid,
    result:
      deadline === null
        ? null
        : {
            ...deadlineView(context, deadline, presentAt(now)),
            until: t.result(context.dates.dateTime(deadline.at)),
          },
  };
}
