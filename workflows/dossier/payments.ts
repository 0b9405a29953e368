import { ApplicationFailure, isCancellation, log, proxyActivities, sleep } from '@temporalio/workflow';
import type { PaymentActivities } from '../../activities/payments/contract.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { type Duty, isPayable, owed } from '../../domain/dossier/owed.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import type { Answer } from './contract.ts';
import type { DossierFile } from './dossier-file.ts';
import { failureOf } from './failure.ts';
import { messageOfPayment } from './payment-signal.ts';
import { readDelivery } from './signals.ts';

// The person who opens a page waits for it, 8 seconds at most in the API; the retries must fit in.
const openLimit = '6 seconds';
const attemptLimit = '20 seconds';
// Before a request lapses its pages are closed. A payment service that is down must not keep it open for long.
const closeBeforeLapseLimit = '2 minutes';

const opening = proxyActivities<PaymentActivities>({
  summary: 'open a payment page',
  scheduleToCloseTimeout: openLimit,
  startToCloseTimeout: openLimit,
  retry: { initialInterval: '250 milliseconds', maximumInterval: '1 second' },
});
const patiently = { startToCloseTimeout: attemptLimit, retry: { initialInterval: '1 second' } } as const;
const longestPause = '1 hour';

/**
 * What a dossier does outside about its payment. Pages are opened and closed one action after the other; refunds and closing
 * go on behind the dossier's messages, and hold none of them up.
 */
export class Payments {
  private readonly file: DossierFile;
  private readonly begun = new Set<string>();
  private pages: Promise<unknown> = Promise.resolve();

  constructor(file: DossierFile) {
    this.file = file;
  }

  /** Begins what the dossier owes by its state and has not begun in this run; a new run begins what was left. */
  beginDuties(dossier: Dossier): void {
    for (const duty of owed(dossier)) {
      if (this.begun.has(duty.id)) continue;
      this.begun.add(duty.id);
      this.fulfil(dossier, duty).catch(noted);
    }
  }

  /** Makes sure that there is a page to pay on. Throws a refusal as an `ApplicationFailure`. */
  async open(): Promise<Answer> {
    const outcome = await this.inTurn(async () => {
      const dossier = this.payable();
      const { number, training, payment, agreement, deadline } = dossier;
      return await opening.openCheckout({
        number,
        sequence: payment.sequence,
        amountCents: agreement.remainderCents,
        title: training.title,
        deadline: deadline?.at ?? null,
      });
    }).catch(unavailable(this.file.dossier));
    if (!outcome.opened) {
      await this.tell(outcome.news);
      throw failureOf(refusal('payment_not_due', this.file.dossier));
    }
    const { version, state } = this.payable();
    return { messageId: 'openCheckout', fingerprint: null, version, state };
  }

  /** Closes all pages before a request lapses, so that a payment made in time is heard of; tries for some minutes. */
  async closeBeforeLapse(): Promise<void> {
    const { dossier } = this.file;
    if (dossier === null || !isPayable(dossier) || dossier.payment?.opened !== true) return;
    await this.close(dossier, { ...patiently, scheduleToCloseTimeout: closeBeforeLapseLimit }).catch(noted);
  }

  private async fulfil(dossier: Dossier, duty: Duty): Promise<void> {
    const retry = { ...patiently.retry, maximumInterval: longestPause };
    if (duty.kind === 'close_checkouts') return await this.close(dossier, { ...patiently, retry });
    const { kind: _, id, notBefore, ...refund } = duty;
    const wait = notBefore === null ? 0 : Date.parse(notBefore) - Date.now();
    if (wait > 0) await sleep(wait, { summary: `next try: ${id}` });
    const { requestRefund } = proxyActivities<PaymentActivities>({ ...patiently, retry, summary: id });
    await this.tell([await requestRefund({ number: dossier.number, ...refund })]);
  }

  private async close({ number }: Dossier, options: Parameters<typeof proxyActivities>[0]): Promise<void> {
    const { closeCheckouts } = proxyActivities<PaymentActivities>({
      ...options,
      summary: 'close payment pages',
    });
    await this.tell(await this.inTurn(() => closeCheckouts({ number })));
  }

  private async tell(news: readonly PaymentNews[]): Promise<void> {
    for (const one of news) {
      const { status, sequence, paymentId = '', refund = 0, try: attempt = 0, at = '' } = one;
      const messageId = `found:${status}:${sequence}:${paymentId}:${refund}:${attempt}:${at}`;
      await this.file.take(readDelivery(messageOfPayment, { ...one, messageId }));
    }
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.pages.then(act);
    this.pages = turn.catch(() => undefined);
    return turn;
  }

  private payable() {
    const { dossier } = this.file;
    const { payment, agreement } = dossier ?? {};
    if (dossier === null || !isPayable(dossier) || payment == null || agreement == null) {
      throw failureOf(refusal('payment_not_due', dossier));
    }
    return { ...dossier, payment, agreement };
  }
}

function unavailable(dossier: Dossier | null) {
  return (error: unknown): never => {
    if (error instanceof ApplicationFailure || isCancellation(error)) throw error;
    throw failureOf(refusal('payment_unavailable', dossier));
  };
}

function refusal(refused: Refusal['refused'], dossier: Dossier | null): Refusal {
  return { refused, state: dossier?.state ?? 'draft' };
}

/** What could not be done stays owed; a new run begins it again. Thrown on, it would stop the workflow's every message. */
function noted(error: unknown): void {
  if (!isCancellation(error)) log.error('a duty of the dossier was not fulfilled', { name: nameOf(error) });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
