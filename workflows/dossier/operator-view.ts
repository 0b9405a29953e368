import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Clock } from '../../domain/dossier/clock.ts';
import { indexRestMs } from './contract.ts';
import { searchAttributes } from './search-attributes.ts';

type Attributes = Parameters<typeof upsertSearchAttributes>[0] & unknown[];

/** What operators see of a dossier: in plain words, and in the attributes by which they find it. */
export class OperatorView {
  /** What the attributes say: as the start wrote them while null. */
  private shown: Clock | null = null;
  private clock: Clock | null = null;
  private restsUntil = 0;

  /** Shows where the dossier stands: the words at once, and whatever needs people; state and deadline after the rest. */
  show(clock: Clock): void {
    setCurrentDetails(clock.waitingFor);
    this.clock = clock;
    const needsPeople = this.shown?.payment !== clock.payment || this.shown?.contest !== clock.contest;
    if (needsPeople || Date.now() >= this.restsUntil) this.write();
  }

  /** When {@link write} is to be called, in epoch milliseconds; null when the attributes say all. */
  get dueAt(): number | null {
    return this.changes().length === 0 ? null : this.restsUntil;
  }

  /** Brings the attributes up to date: only what changed is written to the history. */
  write(): void {
    const changes = this.changes();
    this.shown = this.clock;
    if (changes.length === 0) return;
    this.restsUntil = Date.now() + indexRestMs;
    upsertSearchAttributes(changes);
  }

  private changes(): Attributes {
    const { clock, shown } = this;
    if (clock === null) return [];
    const { state, deadline, payment, contest } = searchAttributes;
    const changes: Attributes = [];
    // The start says in which state; what it starts with is not written twice.
    if (shown !== null && shown.state !== clock.state) changes.push({ key: state, value: clock.state });
    if (shown?.deadline !== clock.deadline) {
      changes.push({ key: deadline, value: clock.deadline === undefined ? null : new Date(clock.deadline) });
    }
    if (shown?.payment !== clock.payment) changes.push({ key: payment, value: clock.payment ?? null });
    if (shown?.contest !== clock.contest) changes.push({ key: contest, value: clock.contest ?? null });
    return changes;
  }
}

/** Shows operators that something is broken, by a code; null when it no longer is. */
export function showStuck(code: string | null): void {
  if (code !== null) setCurrentDetails(`BLOQUÉ (${code}) : un message n’a pas pu être appliqué, à examiner.`);
  upsertSearchAttributes([{ key: searchAttributes.stuck, value: code }]);
}
