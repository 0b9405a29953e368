import type Stripe from 'stripe';
import { noRequest, nowMs, type Desk } from '../desk.ts';
import { closeDispute, type DisputeEnd, openDispute } from '../disputes.ts';
import { doDueWork } from '../due-work.ts';
import type { DueTimer } from '../due-timer.ts';
import type { Fault, Faults } from '../http/faults.ts';
import { balanceCents } from '../objects/balance-transaction.ts';
import { paySession, type PayResult } from '../checkout/pay.ts';
import { createRefund } from '../refunds/create-refund.ts';
import { endRefund } from '../refunds/end-refund.ts';
import { emptyState, type PaymentState } from '../state.ts';
import type { WebhookDispatcher } from '../webhooks/dispatcher.ts';

/** How held events are let go. */
export interface Release {
  /** `reversed` and `shuffled` change the order; each is answered before the next is sent. */
  readonly order?: 'as-made' | 'reversed' | 'shuffled';
  /** How often each is sent (1). */
  readonly copies?: number;
  /** Only these kinds of events. */
  readonly types?: readonly string[];
}

/** What tests can read of this Stripe, and do to it. */
export class Control {
  readonly #parts: { desk: Desk; dispatcher: WebhookDispatcher; faults: Faults; timer: DueTimer };

  constructor(parts: { desk: Desk; dispatcher: WebhookDispatcher; faults: Faults; timer: DueTimer }) {
    this.#parts = parts;
  }

  /** Everything, with the money on the account in cents and the number of requests that wait. */
  state(): PaymentState & { balanceCents: number; waitingRequests: number; holding: boolean } {
    const { desk, dispatcher, faults } = this.#parts;
    return {
      ...desk.state,
      balanceCents: balanceCents(desk),
      waitingRequests: faults.waiting,
      holding: dispatcher.holding,
    };
  }

  /** Forgets all objects, events, faults and holds. */
  reset(): void {
    const { desk, dispatcher, faults } = this.#parts;
    dispatcher.drop(Object.keys(desk.state.deliveries));
    dispatcher.stopHolding();
    faults.clear();
    Object.assign(desk.state, emptyState());
    this.#changed();
  }

  /** Pays a session with a card number, as the page does. */
  pay(sessionId: string, cardNumber: string): PayResult {
    const { desk } = this.#parts;
    doDueWork(desk);
    const stored = known(desk.state.sessions[sessionId], 'session', sessionId);
    const result = paySession(desk, stored, cardNumber);
    this.#changed();
    return result;
  }

  /** Ends all slow payments and refunds, and brings all disputes, that would come later. */
  finish(): void {
    doDueWork(this.#parts.desk, Infinity);
    this.#changed();
  }

  /** Moves the clock on; negative values move it back. */
  advanceClock(byMs: number): void {
    const { desk, dispatcher } = this.#parts;
    desk.state.clockOffsetMs += byMs;
    doDueWork(desk, nowMs(desk));
    dispatcher.resume();
    this.#changed();
  }

  /** What the bank says of a refund. */
  endRefund(id: string, status: 'succeeded' | 'failed'): Stripe.Refund {
    const { desk } = this.#parts;
    const refund = known(desk.state.refunds[id], 'refund', id);
    endRefund(desk, refund, status);
    this.#changed();
    return refund;
  }

  /** The holder of the card disputes a charge now. Undefined when it is disputed already or was not paid. */
  dispute(chargeId: string, options: { isInquiry?: boolean } = {}): Stripe.Dispute | undefined {
    const { desk } = this.#parts;
    known(desk.state.charges[chargeId], 'charge', chargeId);
    const dispute = openDispute(desk, chargeId, options);
    this.#changed();
    return dispute;
  }

  /** Somebody gives money back in the Dashboard, whole or in part (cents): a refund without anybody's metadata. */
  refundByHand(chargeId: string, amount?: number): Stripe.Refund {
    const { desk } = this.#parts;
    known(desk.state.charges[chargeId], 'charge', chargeId);
    const refund = createRefund(
      desk,
      { charge: chargeId, ...(amount === undefined ? {} : { amount }) },
      noRequest,
    );
    this.#changed();
    return refund;
  }

  /** The bank decides a dispute. */
  closeDispute(id: string, status: DisputeEnd): Stripe.Dispute {
    const { desk } = this.#parts;
    const dispute = known(desk.state.disputes[id], 'dispute', id);
    closeDispute(desk, dispute, status);
    this.#changed();
    return dispute;
  }

  /** Makes the next requests of a kind fail. */
  addFault(fault: Fault): void {
    this.#parts.faults.add(fault);
  }

  /** Lets requests go on that a fault keeps waiting. */
  releaseRequests(): void {
    this.#parts.faults.release();
  }

  /** Forgets all faults. */
  clearFaults(): void {
    this.#parts.faults.clear();
  }

  /** Keeps events back from now on. */
  holdWebhooks(): void {
    this.#parts.dispatcher.hold();
    this.#changed();
  }

  /** Sends what is held and stops holding; resolves when each was answered. The types sent, in their order. */
  async releaseWebhooks(release: Release = {}): Promise<string[]> {
    const { dispatcher } = this.#parts;
    const ids = ordered(this.#heldOf(release.types), release.order ?? 'as-made');
    if (release.types === undefined) dispatcher.stopHolding();
    const sent: string[] = [];
    for (const id of ids) {
      for (let copy = 0; copy < (release.copies ?? 1); copy += 1) {
        sent.push(this.#parts.desk.state.deliveries[id]?.type ?? '');
        await dispatcher.send(id);
      }
    }
    return sent;
  }

  /** Loses what is held: these webhooks never come. The number lost. */
  dropWebhooks(types?: readonly string[]): number {
    const ids = this.#heldOf(types);
    this.#parts.dispatcher.drop(ids);
    this.#changed();
    return ids.length;
  }

  /** Sends one event once more. True when it was answered with a 2xx. */
  async sendAgain(deliveryId: string): Promise<boolean> {
    known(this.#parts.desk.state.deliveries[deliveryId], 'delivery', deliveryId);
    return this.#parts.dispatcher.send(deliveryId);
  }

  /** Resolves when every event that is not held has been sent once. */
  webhooksIdle(): Promise<void> {
    return this.#parts.dispatcher.idle();
  }

  #heldOf(types: readonly string[] | undefined): string[] {
    const { deliveries } = this.#parts.desk.state;
    return this.#parts.dispatcher.held().filter((id) => types?.includes(deliveries[id]?.type ?? '') ?? true);
  }

  #changed(): void {
    this.#parts.desk.journal.save();
    this.#parts.timer.set();
  }
}

function known<T>(value: T | undefined, kind: string, id: string): T {
  if (value === undefined) throw new RangeError(`no ${kind} ${id}`);
  return value;
}

function ordered(ids: readonly string[], order: NonNullable<Release['order']>): string[] {
  if (order === 'reversed') return [...ids].reverse();
  if (order === 'as-made') return [...ids];
  return ids
    .map((id) => ({ id, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}
