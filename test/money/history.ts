import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { testCards } from '../../dev/payments/test-cards.ts';
import { amountsFor } from '../../domain/dossier/amounts.ts';
import { cancellationAnswer } from '../../domain/dossier/cancellation-answer.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { MessageContents, MessageType } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { addMs, instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { cents } from '../../domain/money.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import { dossierWorkflowId, type DossierReading } from '../../workflows/dossier/contract.ts';
import { accountOf } from '../support/consistency.ts';
import { aMessage } from '../support/dossiers.ts';
import { type Cast, createCast, dayIn, grantNumber } from '../support/people.ts';
import type { MoneyWorld } from './money-world.ts';
import type { Beginning, Wait, Way } from './moves.ts';
import type { DurableWorkflow } from './small-temporal/durable-workflow.ts';
import { Work } from './small-temporal/work.ts';
import { setDatabaseClock } from './world-clock.ts';

/** Monday 1 March 2027, 10:00 in Paris. */
const start = Date.parse('2027-03-01T09:00:00.000Z');
const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
// What the API received is sent on within this time or not at all.
const onTheWayMs = 30 * second;
const longestStep = 2 * 60 * second;

/** A dossier of a history. */
export interface Player {
  number: DossierNumber;
  workflow: DurableWorkflow;
  /** The amounts that the trainee saw last. */
  shown: { rightsCents: number; remainderCents: number };
}

/** One history as it is played: one trainee, their dossiers, and time. */
export class History {
  readonly world: MoneyWorld;
  readonly beginning: Beginning;
  readonly cast: Cast;
  readonly players: Player[] = [];
  private onTheWay: { work: Work; until: number }[] = [];

  private constructor(world: MoneyWorld, beginning: Beginning, cast: Cast) {
    this.world = world;
    this.beginning = beginning;
    this.cast = cast;
  }

  /** Begins with dossiers that the organisation has accepted. */
  static async begin(world: MoneyWorld, beginning: Beginning): Promise<History> {
    world.begin(start);
    const { db } = world.database;
    await setDatabaseClock(db, start);
    const { balanceCents, startsInDays } = beginning;
    const startsOn = dayIn(startsInDays, start);
    const cast = await createCast(db, { now: start, balanceCents, startsOn, endsOn: startsOn });
    const history = new History(world, beginning, cast);
    for (let index = 0; index < beginning.dossiers; index += 1) await history.open();
    await history.reach(beginning.reached);
    return history;
  }

  get now(): number {
    return this.world.clock.now;
  }

  player(index: number): Player {
    const player = this.players[index % this.players.length];
    if (player === undefined) throw new Error('a history without a dossier');
    return player;
  }

  dossierOf({ workflow }: Player): Dossier {
    const reading = workflow.query('dossierView') as DossierReading | null;
    if (reading === null) throw new Error('the dossier was never opened');
    return reading.dossier;
  }

  /** Sends a message as the API does, received now; what is refused is refused. */
  send<T extends MessageType>(
    player: Player,
    type: T,
    { way = 'at_once', ...contents }: Partial<MessageContents[T]> & { way?: Way } = {},
  ): Promise<boolean> {
    const receivedAt = instant(this.now);
    const id = randomUUID();
    const message = aMessage(type, { ...(contents as Partial<MessageContents[T]>), id, receivedAt });
    const delivery = { message, fingerprint: null };
    const { workflow } = player;
    if (way !== 'at_once') {
      const work = new Work(`${player.number} ${type} arrives`, () => {
        // The first try was an update; what the API leaves behind is a signal.
        workflow.signal('deliver', delivery);
        return Promise.resolve();
      });
      this.onTheWay.push({ work, until: this.now + onTheWayMs });
      this.world.bench.add(work);
      if (way === 'later') return Promise.resolve(false);
    }
    return workflow.update('deliver', delivery).then(
      () => true,
      () => false,
    );
  }

  /** Opens a payment page as the API does: the message, then the page. Nobody waits for it here. */
  openPayment(player: Player): void {
    void this.send(player, 'open_payment').then(async (isAccepted) => {
      if (isAccepted) await player.workflow.update('openCheckout').catch(() => undefined);
    });
  }

  /** Looks at what validating would take now. */
  async look(player: Player): Promise<void> {
    const account = await accountOf(this.world.database.db, this.cast.traineeId);
    const balanceCents = cents(account?.available ?? 0);
    const dossier = this.dossierOf(player);
    const { priceCents } = dossier.session ?? { priceCents: cents(0) };
    player.shown = amountsFor(
      priceCents,
      { balanceCents, jobSeeker: false },
      policyOf(dossier.policyVersion),
    );
  }

  /** What cancelling now would do, as the trainee is told. */
  promised(player: Player) {
    const facts = { by: 'trainee', at: instant(this.now), forceMajeureProved: false } as const;
    return cancellationAnswer(this.dossierOf(player), facts).amounts;
  }

  /** Lets everything that waits run to its end. */
  async calm(): Promise<void> {
    await this.world.calm();
    for (let work = this.world.bench.waiting[0]; work !== undefined; work = this.world.bench.waiting[0]) {
      await work.finish();
      await this.world.calm();
    }
  }

  /** Lets time go on; a long time is not spent by works half done. */
  async wait(player: Player, how: Wait): Promise<void> {
    const to = this.target(player, how);
    if (to - this.now > longestStep) {
      await this.calm();
      for (let next = this.nextWake(to); next !== null; next = this.nextWake(to)) {
        await this.moveClock(next);
        await this.calm();
      }
    }
    await this.moveClock(to);
  }

  /** Asks Stripe about everything that is not final. */
  async reconcile(): Promise<void> {
    await this.moveClock(this.now + second);
    this.world.start(`reconcile-${randomUUID()}`, 'reconcilePayments', { silenceMs: 1 });
    await this.world.calm();
  }

  async moveClock(to: number): Promise<void> {
    if (to <= this.now) return;
    for (const { work, until } of this.onTheWay) if (until < to && work.state === 'ready') work.kill();
    this.onTheWay = this.onTheWay.filter(({ work }) => work.state === 'ready');
    this.world.clock.set(to);
    await setDatabaseClock(this.world.database.db, to);
    this.world.server.control.advanceClock(0);
    for (const workflow of this.world.running) workflow.lookAtClock();
    await this.world.calm();
  }

  /** Brings the first dossier so far by ordinary steps; where rights cover the price, it is validated by the first. */
  private async reach(reached: Beginning['reached']): Promise<void> {
    const player = this.player(0);
    if (reached === 'accepted') return;
    const { rightsCents, remainderCents } = player.shown;
    void this.send(player, 'validate', {
      rightsCents: cents(rightsCents),
      remainderCents: cents(remainderCents),
    });
    await this.calm();
    if (reached === 'due' || remainderCents === 0) return;
    this.openPayment(player);
    await this.calm();
    if (reached === 'page_open') return;
    const { control } = this.world.server;
    for (const id of Object.keys(control.state().sessions)) control.pay(id, testCards.accepted.number);
  }

  private target(player: Player, how: Wait): number {
    const deadline = this.dossierOf(player).deadline?.at;
    const at = deadline === undefined ? this.now + hour : Date.parse(deadline);
    const targets: Readonly<Record<Wait, number>> = {
      seconds: this.now + 10 * second,
      to_deadline: at - 2 * second,
      past_deadline: at + 2 * second,
      past_margin: at + 61 * second,
      hour: this.now + hour,
      days: this.now + 3 * day,
      weeks: this.now + 21 * day,
      to_session: start + (this.beginning.startsInDays - 5) * day,
    };
    // The record of a finished dossier is kept for years: nothing of interest happens in them.
    return targets[how] > this.now + 60 * day ? this.now + day : Math.max(targets[how], this.now);
  }

  private nextWake(before: number): number | null {
    const wakes = this.world.running.flatMap(({ wakesAt }) => wakesAt).filter((at) => at < before);
    return wakes.length === 0 ? null : Math.max(Math.min(...wakes), this.now + 1);
  }

  private async open(): Promise<void> {
    const { db } = this.world.database;
    const number = await grantNumber(db, this.cast.traineeId);
    const { policyVersion, eventsPerRun } = this.beginning;
    const request = { ...this.cast, number, policyVersion, createdAt: instant(this.now) };
    const workflow = this.world.startDossier(dossierWorkflowId(number), {
      request,
      ...(eventsPerRun === null ? {} : { eventsPerRun }),
    });
    const player: Player = { number, workflow, shown: { rightsCents: 0, remainderCents: 0 } };
    this.players.push(player);
    await this.calm();
    for (const step of ['submit', 'accept'] as const) {
      const accepted = this.send(player, step);
      await this.calm();
      if (!(await accepted)) throw new Error(`${step} was refused`);
    }
    await this.look(player);
  }

  /** The day of the history in Paris. */
  get today() {
    return parisDay(addMs(instant(this.now), 0));
  }

  /** So that the next history's reconciliation has nothing to do with this one. */
  async end(): Promise<void> {
    const q = queries(this.world.database.db.em.fork());
    await sql`update checkouts set status = 'void' where status in ('opening', 'open', 'processing')`.execute(
      q,
    );
    await sql`update refunds set status = 'failed' where status in ('asking', 'requested')`.execute(q);
  }
}
