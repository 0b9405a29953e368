import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { History } from './history.ts';
import { stripeSide } from './stripe-side.ts';

/** Ends that many histories must come to between them: without them, nothing was proved. */
export const endsOfInterest: readonly string[] = [
  'cancelled when paid: free',
  'cancelled when paid: late',
  'cancelled when paid: organisation',
  'cancelled when paid: withdrawal',
  'charges: 3',
  'contested',
  'a refund tried again',
  'pages: 3',
  'paid by attempt: 2',
  'refund: cancellation, done',
  'refund: cancellation, failed',
  'refund: paid_after_cancellation, done',
  'refund: paid_twice, done',
  'refund: wrong_amount, done',
  'contest of an end: confirmed',
  'contest of an end: corrected',
  'contest of an end: open',
  'contest of an entry: corrected',
  'state: completed',
  'state: payment_refused',
];

/** Counts how histories ended, so that a test can tell that it went where money is at stake. */
export class Tally {
  readonly counts = new Map<string, number>();

  /** Counts a history that has settled. */
  async add(history: History): Promise<void> {
    for (const dossier of await history.dossiers()) {
      for (const what of ends(dossier)) this.count(what);
      this.count(`charges: ${stripeSide(history.stage, dossier.number).taken.length}`);
      this.count(`pages: ${Math.min(4, stripeSide(history.stage, dossier.number).pages)}`);
    }
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

function ends({ state, payment, closure, contests = [] }: Dossier): string[] {
  const refunds = (payment?.refunds ?? []).map(
    ({ reason, progress }) => `refund: ${reason}, ${progress?.status ?? 'noted'}`,
  );
  const tries = (payment?.refunds ?? []).some(({ progress }) => (progress?.tries ?? 0) > 0);
  return [
    `state: ${state}`,
    ...refunds,
    ...(tries ? ['a refund tried again'] : []),
    ...(payment?.paidSequence == null ? [] : [`paid by attempt: ${Math.min(3, payment.paidSequence)}`]),
    ...contests.map(({ about, decision }) => `contest of an ${about}: ${decision?.outcome ?? 'open'}`),
    ...(payment?.dispute === undefined ? [] : ['contested']),
    ...(closure?.consequences == null || payment?.paidSequence == null
      ? []
      : [`cancelled when paid: ${closure.consequences.rule}`]),
  ];
}
