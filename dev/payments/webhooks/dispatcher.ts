import { setTimeout as sleep } from 'node:timers/promises';
import { nowMs, type Desk } from '../desk.ts';
import { newId } from '../ids.ts';
import type { Delivery } from '../state.ts';
import { postEvent, type WebhookTarget } from './post-event.ts';

/** Growing pauses before the attempts after the first; then the event is given up. */
export const defaultPausesMs = [1, 5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600].map(
  (seconds) => seconds * 1000,
);

/** Delivers events to the product until it answers with a 2xx, each by itself: like Stripe, in no sure order. */
export class WebhookDispatcher {
  readonly #desk: Desk;
  readonly #target: WebhookTarget | undefined;
  readonly #pausesMs: readonly number[];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #listeners: (() => void)[] = [];
  #holding = false;
  #closed = false;

  constructor(desk: Desk, target: WebhookTarget | undefined, pausesMs: readonly number[] = defaultPausesMs) {
    this.#desk = desk;
    this.#target = target;
    this.#pausesMs = pausesMs;
  }

  /** Whether new events are kept back at present. */
  get holding(): boolean {
    return this.#holding;
  }

  /** Goes on with what waits: after a restart, or when the clock was moved. */
  resume(): void {
    for (const id of [...this.#timers.keys()]) this.#unplan(id);
    for (const [id, { status, nextAt }] of Object.entries(this.#desk.state.deliveries)) {
      if (status === 'waiting') this.#plan(id, nextAt - nowMs(this.#desk));
    }
  }

  /** Delivers a new event, or keeps it back while a test holds deliveries. */
  enqueue(event: string): void {
    if (this.#target === undefined) return;
    const { type } = this.#event(event);
    const status = this.#holding ? 'held' : 'waiting';
    const id = newId('whd');
    this.#desk.state.deliveries[id] = { event, type, status, nextAt: nowMs(this.#desk), attempts: [] };
    this.#event(event).pending_webhooks += 1;
    if (status === 'waiting') this.#plan(id, 0);
  }

  /** Keeps new events back, and those that wait for their next attempt. */
  hold(): void {
    this.#holding = true;
    for (const [id, delivery] of Object.entries(this.#desk.state.deliveries)) {
      if (delivery.status !== 'waiting' || !this.#unplan(id)) continue;
      delivery.status = 'held';
    }
    this.#tell();
  }

  /** Ends the holding. What was held stays held until it is sent or dropped. */
  stopHolding(): void {
    this.#holding = false;
  }

  /** The deliveries that are kept back, oldest first. */
  held(): string[] {
    return this.#idsWith('held');
  }

  /** Never sends these: the webhook that never comes. */
  drop(ids: readonly string[]): void {
    for (const id of ids) {
      this.#unplan(id);
      this.#delivery(id).status = 'dropped';
    }
    this.#tell();
  }

  /** Makes one attempt now, whatever became of earlier ones. True when it was answered with a 2xx. */
  async send(id: string): Promise<boolean> {
    const target = this.#target;
    if (target === undefined) return false;
    this.#unplan(id);
    const delivery = this.#delivery(id);
    const attempt = postEvent(this.#event(delivery.event), target);
    this.#underWay.add(attempt);
    const { delivered, result } = await attempt.finally(() => this.#underWay.delete(attempt));
    this.#record(id, delivered, result);
    return delivered;
  }

  /** Waits until no attempt is under way or planned for now. */
  async idle(): Promise<void> {
    while (
      !this.#closed &&
      (this.#underWay.size > 0 || this.#idsWith('waiting').some((id) => this.#isUntried(id)))
    ) {
      await this.#nextAttempt();
    }
  }

  /** Resolves when the event of that kind about that object has been sent once, at the latest after `limitMs`. */
  async triedFor(objectId: string, type: string, limitMs: number): Promise<void> {
    const ids = this.#idsWith('waiting').filter((id) => {
      const { event } = this.#delivery(id);
      const about = this.#event(event).data.object as { id?: string };
      return this.#delivery(id).type === type && about.id === objectId;
    });
    const limit = sleep(limitMs, 'late', { ref: false });
    while (ids.some((id) => this.#isUntried(id))) {
      if ((await Promise.race([this.#nextAttempt(), limit])) === 'late') return;
    }
  }

  /** Stops; what is not delivered stays in the state. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const id of [...this.#timers.keys()]) this.#unplan(id);
    await Promise.allSettled(this.#underWay);
    this.#tell();
  }

  #record(id: string, delivered: boolean, result: string): void {
    const delivery = this.#desk.state.deliveries[id];
    // None when the state was emptied meanwhile.
    if (delivery !== undefined) {
      delivery.attempts.push({ at: nowMs(this.#desk), result });
      if (delivered) this.#settle(delivery);
      else if (delivery.status !== 'delivered') this.#tryAgain(id, delivery);
      this.#desk.journal.save();
    }
    this.#tell();
  }

  #tell(): void {
    for (const tell of this.#listeners.splice(0)) tell();
  }

  /** Resolves at the next attempt, hold or drop, or when this stops. */
  #nextAttempt(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  #isUntried(id: string): boolean {
    const delivery = this.#desk.state.deliveries[id];
    return delivery?.status === 'waiting' && delivery.attempts.length === 0;
  }

  #settle(delivery: Delivery): void {
    if (delivery.status !== 'delivered') this.#event(delivery.event).pending_webhooks -= 1;
    delivery.status = 'delivered';
  }

  #tryAgain(id: string, delivery: Delivery): void {
    const pause = this.#pausesMs[delivery.attempts.length - 1];
    delivery.status = pause === undefined ? 'failed' : this.#holding ? 'held' : 'waiting';
    delivery.nextAt = nowMs(this.#desk) + (pause ?? 0);
    if (delivery.status === 'waiting') this.#plan(id, pause ?? 0);
  }

  #plan(id: string, pauseMs: number): void {
    if (this.#closed) return;
    const timer = setTimeout(() => void this.send(id), Math.max(0, pauseMs));
    // A retry in an hour must not keep a test's process alive.
    if (pauseMs > 0) timer.unref();
    this.#timers.set(id, timer);
  }

  #unplan(id: string): boolean {
    clearTimeout(this.#timers.get(id));
    return this.#timers.delete(id);
  }

  #idsWith(status: Delivery['status']): string[] {
    return Object.entries(this.#desk.state.deliveries)
      .filter(([, delivery]) => delivery.status === status)
      .map(([id]) => id);
  }

  #delivery(id: string): Delivery {
    const delivery = this.#desk.state.deliveries[id];
    if (delivery === undefined) throw new RangeError(`no delivery ${id}`);
    return delivery;
  }

  #event(id: string) {
    const event = this.#desk.state.events[id];
    if (event === undefined) throw new RangeError(`no event ${id}`);
    return event;
  }
}
