import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Clock } from '../../domain/dossier/clock.ts';
import { searchAttributes } from './search-attributes.ts';

type Attributes = Parameters<typeof upsertSearchAttributes>[0];

/** Shows operators where the dossier stands: only what changed since `before` is written to the history. */
export function showClock(before: Clock | null, clock: Clock): void {
  setCurrentDetails(clock.waitingFor);
  const { state, deadline, payment, contest } = searchAttributes;
  const changes: Attributes & unknown[] = [];
  // The start says in which state; what it starts with is not written twice.
  if (before !== null && before.state !== clock.state) changes.push({ key: state, value: clock.state });
  if (before?.deadline !== clock.deadline) {
    changes.push({ key: deadline, value: clock.deadline === undefined ? null : new Date(clock.deadline) });
  }
  if (before?.payment !== clock.payment) changes.push({ key: payment, value: clock.payment ?? null });
  if (before?.contest !== clock.contest) changes.push({ key: contest, value: clock.contest ?? null });
  if (changes.length > 0) upsertSearchAttributes(changes);
}

/** Shows operators that something is broken, by a code; null when it no longer is. */
export function showStuck(code: string | null): void {
  if (code !== null) setCurrentDetails(`BLOQUÉ (${code}) : un message n’a pas pu être appliqué, à examiner.`);
  upsertSearchAttributes([{ key: searchAttributes.stuck, value: code }]);
}
