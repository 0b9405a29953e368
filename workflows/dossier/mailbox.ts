import { ActivityFailure, ApplicationFailure, log, metricMeter } from '@temporalio/workflow';
import type { DossierActivities, Told } from '../../activities/contract.ts';
import type { Clock, Timer } from '../../domain/dossier/clock.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import { quickOrPatient } from '../quick-or-patient.ts';
import { type Answer, invariantFailureType, refusalFailureType } from './contract.ts';
import type { Incoming } from './incoming.ts';
import { OperatorView, showStuck } from './operator-view.ts';

const applying = quickOrPatient<DossierActivities>('applique');

/**
 * Takes a dossier's messages one at a time, in the order in which they came, has each applied to the row, and keeps what the clock
 * needs to know.
 */
export class Mailbox {
  readonly number: DossierNumber;
  readonly view = new OperatorView();
  private known: Clock | null = null;
  private changed: (clock: Clock) => void = () => undefined;
  private readonly waiting: (() => void)[] = [];
  private isBusy = false;
  /** What was found broken, as it is shown; null when the last message was applied. */
  private broken: string | null = null;
  private isHalted = false;

  constructor(number: DossierNumber) {
    this.number = number;
  }

  /** What was last learnt of the dossier; null while nothing was, or when there is no such dossier. */
  get clock(): Clock | null {
    return this.known;
  }

  /** Whether no message is being applied or waits for its turn. */
  get isIdle(): boolean {
    return !this.isBusy;
  }

  /** The dossier's own timer; null also when something is broken: it then rings only after another message. */
  get timer(): Timer | null {
    return this.isHalted ? null : (this.known?.timer ?? null);
  }

  /** Whether there is nothing to wait for: the dossier needs no workflow, or there is none. A record kept long enough rings first. */
  get isOver(): boolean {
    const { timer } = this;
    const isDue = timer !== null && Date.parse(timer.at) <= Date.now();
    return this.known === null || (this.known.isOver === true && !isDue);
  }

  /** Whom to tell of all that is learnt. */
  onChange(changed: (clock: Clock) => void): void {
    this.changed = changed;
  }

  /** Has a message applied whose sender waits. Throws a refusal as an `ApplicationFailure`. */
  async answer({ message, fingerprint }: Incoming): Promise<Answer> {
    const { number } = this;
    return await this.ask((activities) => activities.applyMessage({ number, message, fingerprint }));
  }

  /** Has a message applied whose sender does not wait: a refusal is only logged. */
  async take(incoming: Incoming): Promise<void> {
    await this.answer(incoming).catch(noteRefusal);
  }

  /** Asks for something that has an answer. Throws a refusal as an `ApplicationFailure`. */
  async ask(act: (activities: DossierActivities) => Promise<Told>): Promise<Answer> {
    const { answer, refusal, clock } = await this.run(act);
    const { version = 0, state = 'draft' } = answer ?? clock ?? {};
    if (refusal !== undefined) throw failureOf(refusal);
    return { version, state };
  }

  /** Lets the dossier's own timer ring, if it is due. */
  async ring(): Promise<void> {
    const { number } = this;
    await this.run((activities) => activities.ringTimer({ number, now: Date.now() })).catch(noteRefusal);
  }

  /** Reads again what the row says. */
  async catchUp(): Promise<void> {
    const { number } = this;
    await this.run((activities) => activities.readClock({ number }), true);
  }

  private async run(act: (activities: DossierActivities) => Promise<Told>, isRead = false): Promise<Told> {
    // Without a promise where nobody is before it: the SDK takes a stack for each one that a workflow makes.
    if (this.isBusy) await new Promise<void>((resume) => this.waiting.push(resume));
    this.isBusy = true;
    try {
      const told = await applying(act);
      if (!isRead && told.refusal === undefined) this.mended();
      this.learn(told.clock);
      return told;
    } catch (error) {
      throw this.stuckOr(error);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.isBusy = false;
      else next();
    }
  }

  private learn(clock: Clock | null): void {
    // Without a row there is nothing to wait for: an older database was restored.
    if (clock !== null) this.view.show(clock);
    this.isHalted = false;
    this.known = clock;
    if (clock !== null) this.changed(clock);
  }

  private mended(): void {
    if (this.broken !== null) showStuck(null);
    this.broken = null;
  }

  /** What is broken stays with the dossier for operators to see, until its next message is applied. */
  private stuckOr(error: unknown): unknown {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    if (!(cause instanceof ApplicationFailure) || cause.type !== invariantFailureType) return error;
    const { message: broken } = cause;
    this.isHalted = true;
    if (broken !== this.broken) showStuck(broken);
    this.broken = broken;
    metricMeter.createCounter('dossier_stuck').add(1);
    log.error('a message found something broken', { broken });
    return ApplicationFailure.nonRetryable(broken, invariantFailureType);
  }
}

/** A refusal as the failure of an update: a business answer, never retried. */
export function failureOf(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal.refused, refusalFailureType, refusal);
}

/** Logs the refusal of a message whose sender does not wait; throws whatever else it is. */
export function noteRefusal(error: unknown): void {
  if (!(error instanceof ApplicationFailure)) throw error;
  const [refusal] = (error.details ?? []) as Partial<Refusal>[];
  if (error.type === refusalFailureType)
    log.warn('message refused', { refused: refusal?.refused, state: refusal?.state });
}
