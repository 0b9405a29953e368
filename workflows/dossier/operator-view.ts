import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { runningDeadline } from '../../domain/dossier/check.ts';
import { openContest } from '../../domain/dossier/contest.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { paymentAlert } from '../../domain/dossier/refund-description.ts';
import { searchAttributes } from './search-attributes.ts';

type Attributes = Parameters<typeof upsertSearchAttributes>[0];

/** Shows operators where the dossier stands: only what changed since `before` is written to the history. */
export function showToOperators(before: Dossier | null, dossier: Dossier, waitingFor: string): void {
  setCurrentDetails(waitingFor);
  const changes = attributesOf(before, dossier);
  if (changes.length > 0) upsertSearchAttributes(changes);
}

function attributesOf(before: Dossier | null, dossier: Dossier): Attributes & unknown[] {
  const changes: Attributes & unknown[] = [];
  if (before !== null && before.state !== dossier.state) {
    changes.push({ key: searchAttributes.state, value: dossier.state });
  }
  const deadline = shownDeadline(dossier);
  if (deadline !== (before === null ? null : shownDeadline(before))) {
    changes.push({ key: searchAttributes.deadline, value: deadline === null ? null : new Date(deadline) });
  }
  const alert = paymentAlert(dossier);
  if (alert !== (before === null ? null : paymentAlert(before))) {
    changes.push({ key: searchAttributes.payment, value: alert });
  }
  const contest = openContest(dossier)?.about ?? null;
  if (contest !== (before === null ? null : (openContest(before)?.about ?? null))) {
    changes.push({ key: searchAttributes.contest, value: contest });
  }
  return changes;
}

/** Deadlines on which somebody must act; a draft or a finished record that is merely kept is not looked for. */
function shownDeadline(dossier: Dossier): string | null {
  const deadline = runningDeadline(dossier);
  return deadline === null || deadline.kind === 'record_kept' || deadline.kind === 'draft_kept'
    ? null
    : deadline.at;
}
