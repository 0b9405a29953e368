import { ApplicationFailure, isCancellation, log, proxyActivities, sleep } from '@temporalio/workflow';
import type { PaymentActivities } from '../../activities/payments/contract.ts';
import type { Clock } from '../../domain/dossier/clock.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import { foundId, type PaymentMessage } from '../../domain/payment/message.ts';
import type { Answer } from './contract.ts';
import { incomingOf } from './incoming.ts';
import { failureOf, type Mailbox } from './mailbox.ts';

// The person who opens a page waits for it, 8 seconds at most in the API; the retries must fit in.
const openLimit = '6 seconds';
const attemptLimit = '20 seconds';
// Before a request lapses its pages are closed. A payment service that is down must not keep it open for long.
const closeBeforeLapseLimit = '2 minutes';

const opening = proxyActivities<PaymentActivities>({
  summary: 'ouvre la page de paiement',
  scheduleToCloseTimeout: openLimit,
  startToCloseTimeout: openLimit,
  retry: { initialInterval: '250 milliseconds', maximumInterval: '1 second' },
});
const patiently = {
  startToCloseTimeout: attemptLimit,
  retry: { initialInterval: '1 second', maximumInterval: '1 hour' },
} as const;

/**
 * What a dossier does outside about its payment. Pages are opened and closed one action after the other; refunds and closing
 * go on behind the dossier's messages, and hold none of them up.
 */
export class Duties {
  private readonly mailbox: Mailbox;
  private readonly started = new Set<string>();
  private underWay = 0;
  private pages: Promise<unknown> = Promise.resolve();

  constructor(mailbox: Mailbox) {
    this.mailbox = mailbox;
    mailbox.onChange((clock) => this.begin(clock));
  }

  /** What this run has begun. */
  get begun(): readonly string[] {
    return [...this.started];
  }

  /** Whether something that was begun goes on. */
  get areUnderWay(): boolean {
    return this.underWay > 0;
  }

  /** Makes sure that there is a page to pay on. Throws a refusal as an `ApplicationFailure`. */
  async openCheckout(): Promise<Answer> {
    const { number } = this.mailbox;
    const outcome = await this.inTurn(() => opening.openCheckout({ number })).catch((error: unknown) => {
      if (error instanceof ApplicationFailure || isCancellation(error)) throw error;
      throw failureOf(this.refusal('payment_unavailable'));
    });
    if (!outcome.opened) {
      await this.tell(outcome.said);
      throw failureOf(this.refusal('payment_not_due'));
    }
    const { version = 0, state = 'draft' } = this.mailbox.clock ?? {};
    return { version, state };
  }

  /** Closes all pages before a request lapses, so that a payment made in time is heard of; tries for some minutes. */
  async closePagesBeforeLapse(): Promise<void> {
    await this.close({ scheduleToCloseTimeout: closeBeforeLapseLimit }).catch(noted);
  }

  /** Begins what is owed and was not begun in this run; a new run begins what was left. */
  private begin({ duties = [] }: Clock): void {
    for (const duty of duties) {
      if (this.started.has(duty.id)) continue;
      this.started.add(duty.id);
      this.underWay += 1;
      void this.fulfil(duty)
        .catch(noted)
        .finally(() => (this.underWay -= 1));
    }
  }

  private async fulfil({ id, notBefore }: NonNullable<Clock['duties']>[number]): Promise<void> {
    if (id === 'close_checkouts') return await this.close({});
    const wait = notBefore === null ? 0 : Date.parse(notBefore) - Date.now();
    if (wait > 0) await sleep(wait, { summary: `prochain essai : ${id}` });
    const { requestRefund } = proxyActivities<PaymentActivities>({ ...patiently, summary: id });
    await this.tell(await requestRefund({ number: this.mailbox.number, id }));
  }

  private async close(limit: { scheduleToCloseTimeout?: typeof closeBeforeLapseLimit }): Promise<void> {
    const { number } = this.mailbox;
    const summary = 'ferme les pages de paiement';
    const { closeCheckouts } = proxyActivities<PaymentActivities>({ ...patiently, ...limit, summary });
    await this.tell(await this.inTurn(() => closeCheckouts({ number })));
  }

  private async tell(said: readonly PaymentMessage[]): Promise<void> {
    for (const message of said) await this.mailbox.take(incomingOf(message.type, message, foundId(message)));
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.pages.then(act);
    this.pages = turn.catch(() => undefined);
    return turn;
  }

  private refusal(refused: Refusal['refused']): Refusal {
    return { refused, state: this.mailbox.clock?.state ?? 'draft' };
  }
}

/** What could not be done stays owed; a new run begins it again. Thrown on, it would stop the workflow's every message. */
function noted(error: unknown): void {
  if (isCancellation(error)) throw error;
  log.error('a duty of the dossier was not fulfilled', {
    name: error instanceof Error ? error.name : 'unknown',
  });
}
