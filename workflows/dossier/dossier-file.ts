import { log } from '@temporalio/workflow';
import { check } from '../../domain/dossier/check.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { isWellFormed } from '../../domain/dossier/well-formed.ts';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import type { OpenRequest, Settled } from '../../activities/contract.ts';
import { Answers } from './answers.ts';
import { type Answer, type Delivery, type DossierReading, type ResumedState } from './contract.ts';
import { failureOf } from './failure.ts';
import { showToOperators } from './operator-view.ts';
import { record } from './recorder.ts';

/**
 * The dossier as its workflow holds it. Messages are taken up one at a time, in the order in which they came; each is
 * settled in one database transaction, and only what was recorded becomes the state.
 */
export class DossierFile {
  private current: Settled | null;
  private openingRefusal: Refusal | null = null;
  private readonly answers: Answers;
  private changed: (dossier: Dossier) => void = () => undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(resumed: ResumedState | undefined) {
    this.current =
      resumed === undefined ? null : { dossier: resumed.dossier, waitingFor: resumed.waitingFor };
    this.answers = new Answers(resumed?.answers);
  }

  /** The dossier as last recorded; null until its draft is. */
  get dossier(): Dossier | null {
    return this.current?.dossier ?? null;
  }

  /** Whom to tell of each change; at once of the dossier as it is. */
  onChange(changed: (dossier: Dossier) => void): void {
    this.changed = changed;
    if (this.current !== null) changed(this.current.dossier);
  }

  /** For the query. */
  get reading(): DossierReading | null {
    return this.current;
  }

  /** Whether no message is being settled or waits for its turn. */
  get idle(): boolean {
    return this.waiting === 0;
  }

  /** For continue-as-new. Throws a `TypeError` before the draft is recorded: there is nothing to carry yet. */
  carry(): ResumedState {
    return { ...this.recorded(), answers: this.answers.carry() };
  }

  /** Records the new draft, unless its training is no longer offered. */
  async open(request: OpenRequest): Promise<void> {
    const decidedAt = Date.now();
    const outcome = await record('open', (activities) => activities.openDossier({ ...request, decidedAt }));
    if (isRefusal(outcome)) this.openingRefusal = outcome;
    else this.adopt(outcome);
  }

  /** Whether the opening was decided, one way or the other: messages wait for that. */
  get opened(): boolean {
    return this.current !== null || this.openingRefusal !== null;
  }

  /** Whether the draft could not be recorded, so that there is nothing to follow. */
  get neverOpened(): boolean {
    return this.openingRefusal !== null;
  }

  /** What the person who asked for the draft learns. Throws the refusal as an `ApplicationFailure`. */
  openingAnswer(): Answer {
    if (this.openingRefusal !== null) throw failureOf(this.openingRefusal);
    const { version, state } = this.recorded().dossier;
    return { messageId: 'opened', fingerprint: null, version, state };
  }

  /** Refuses a message by throwing, before anything is recorded. For update validators: changes nothing. */
  refuseUnlessAllowed(delivery: Delivery | undefined): void {
    const message: unknown = delivery?.message;
    if (!isWellFormed(message)) throw failureOf(malformed);
    // While an earlier message is being settled, what this one will find is not known yet.
    if (this.current === null || !this.idle || this.answers.find(message.id) !== undefined) return;
    const outcome = check(this.current.dossier, message);
    if (isRefusal(outcome)) throw failureOf(outcome);
  }

  /** Settles a message whose sender waits. Throws a refusal as an `ApplicationFailure`. */
  async answer(delivery: Delivery): Promise<Answer> {
    const outcome = await this.receive(delivery);
    if (isRefusal(outcome)) throw failureOf(outcome);
    return outcome;
  }

  /** Settles a message that came as a signal: nobody waits, so a refusal is only logged. */
  async take(delivery: Delivery): Promise<void> {
    const outcome = await this.receive(delivery);
    if (isRefusal(outcome)) {
      log.warn('message refused', { refused: outcome.refused, state: outcome.state });
    }
  }

  private receive(delivery: Delivery): Promise<Answer | Refusal> {
    this.waiting += 1;
    const turn = this.queue.then(() => this.settle(delivery)).finally(() => (this.waiting -= 1));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async settle(delivery: Delivery | undefined): Promise<Answer | Refusal> {
    const message: unknown = delivery?.message;
    const fingerprint = delivery?.fingerprint ?? null;
    if (this.openingRefusal !== null) return this.openingRefusal;
    if (!isWellFormed(message)) return malformed;
    const known = this.answers.find(message.id);
    if (known !== undefined) return known;
    const { dossier } = this.recorded();
    const obstacle = check(dossier, message);
    if (isRefusal(obstacle)) return obstacle;
    const outcome = await this.recordMessage(dossier, message);
    if (isRefusal(outcome)) return outcome;
    this.adopt(outcome);
    return this.answers.note(message, fingerprint, outcome.dossier);
  }

  private recordMessage(dossier: Dossier, message: DossierMessage): Promise<Settled | Refusal> {
    const decidedAt = Date.now();
    return record(message.type, (activities) => activities.settleMessage({ dossier, message, decidedAt }));
  }

  private recorded(): Settled {
    if (this.current === null) throw new TypeError('The dossier is not recorded yet');
    return this.current;
  }

  private adopt(outcome: Settled): void {
    showToOperators(this.dossier, outcome.dossier, outcome.waitingFor);
    this.current = outcome;
    this.changed(outcome.dossier);
  }
}

const malformed: Refusal = { refused: 'malformed_message', state: 'draft' };
