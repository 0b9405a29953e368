import { runningDeadline } from '../../domain/dossier/check.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { policyOf } from '../../domain/policy/versions.ts';

/** The next moment at which a dossier acts by itself, and the message it then sends itself. */
export interface Wake {
  /** Epoch milliseconds. */
  at: number;
  summary: string;
  message: DossierMessage;
}

/**
 * Finds the one timer that a dossier needs: its reminder, else its deadline, set a settling margin late so that a message
 * received in time is never beaten by it (design.md, "Time").
 */
export function nextWake(dossier: Dossier): Wake | null {
  const deadline = runningDeadline(dossier);
  if (deadline === null) return null;
  if (deadline.remindAt !== null) {
    return {
      at: Date.parse(deadline.remindAt),
      summary: `reminder: ${deadline.kind}`,
      message: {
        id: `remind:${deadline.at}`,
        by: 'system',
        type: 'remind',
        receivedAt: deadline.remindAt,
      },
    };
  }
  const { settlingMarginMs } = policyOf(dossier.policyVersion);
  return {
    at: Date.parse(deadline.at) + settlingMarginMs,
    summary: `deadline: ${deadline.kind}`,
    message: {
      id: `passed:${deadline.kind}:${deadline.at}`,
      by: 'system',
      type: 'deadline_passed',
      receivedAt: deadline.at,
    },
  };
}
