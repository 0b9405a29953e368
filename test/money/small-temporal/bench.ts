import { ApplicationFailure } from '@temporalio/common';
import { invariantFailureType } from '../../../workflows/dossier/contract.ts';
import { PaymentServiceError } from '../../../activities/payments/errors.ts';
import type { HistoryClock } from './clock.ts';
import { Work } from './work.ts';

type Activity = (...args: readonly unknown[]) => Promise<unknown>;

// What was sent arrives within this time or not at all.
const onTheWayMs = 30_000;

/** Where the works of a history lie, in the order in which they came up. */
export class Bench {
  readonly clock: HistoryClock;
  /** Errors that no rule foresees. */
  readonly unexpected: string[] = [];
  /** Activities that ended in vain, with the dossier that they were about. */
  readonly givenUp: string[] = [];
  private readonly activities: Readonly<Record<string, Activity>>;
  private works: Work[] = [];

  constructor(clock: HistoryClock, activities: object) {
    this.clock = clock;
    this.activities = activities as Readonly<Record<string, Activity>>;
  }

  /** The works that can go on now. */
  get waiting(): readonly Work[] {
    this.works = this.works.filter(({ state }) => state !== 'done' && state !== 'dead');
    return this.works.filter(({ canStep }) => canStep);
  }

  add(work: Work): void {
    this.works.push(work);
  }

  /** Something that was sent, and arrives within half a minute if the history lets it. */
  addOnTheWay(label: string, arrive: () => Promise<void>): void {
    this.add(new Work(label, arrive, this.clock.now + onTheWayMs));
  }

  /** What is still on its way after a jump of time was lost. */
  loseWhatIsLate(): void {
    for (const work of this.works) if (work.until < this.clock.now && work.state === 'ready') work.kill();
  }

  activity(name: string): Activity {
    const activity = this.activities[name];
    if (activity === undefined) throw new Error(`no activity ${name}`);
    return activity;
  }

  /** For people who read a failure: which dossier an activity is about. */
  labelOf(args: readonly unknown[]): string {
    const [first] = args as { number?: string; dossier?: { number: string }; message?: { type: string } }[];
    return `${first?.number ?? first?.dossier?.number ?? ''} ${first?.message?.type ?? ''} `;
  }

  noteGivenUp({ name, args }: { name: string; args: readonly unknown[] }): void {
    this.givenUp.push(`${name} ${this.labelOf(args).trim()}`);
  }

  /** Failures of Stripe are part of life; anything else is a fault in the product. */
  noteError(name: string, error: unknown): void {
    if (error instanceof PaymentServiceError) return;
    const { name: kind, message, stack } = error as Error;
    if (error instanceof ApplicationFailure && error.type !== invariantFailureType) return;
    this.unexpected.push(`${name}: ${kind} ${message} ${stack?.split('\n')[1] ?? ''}`);
  }
}
