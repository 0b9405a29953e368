import type { MessageType } from '../../../domain/dossier/messages.ts';
import type { PageContext } from '../context.ts';

const steps = ['accept_dates', 'submit', 'validate', 'open_payment'] as const;

/** What a trainee should do next, of what they may do; null when others must act or nobody. */
export function nextStepOf({ texts }: PageContext, actions: readonly MessageType[]): string | null {
  const step = steps.find((action) => actions.includes(action));
  return step === undefined ? null : texts.dossiers.next[step];
}
