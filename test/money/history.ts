import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { testCards } from '../../dev/payments/test-cards.ts';
import { addMs, type Instant, instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { amountsFor } from '../../domain/dossier/amounts.ts';
import { cancellationAnswer } from '../../domain/dossier/cancellation-answer.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { MessageContents, MessageType } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { cents } from '../../domain/money.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import { accountOf } from '../support/consistency.ts';
import { aMessage } from '../support/dossiers.ts';
import { type Cast, createCast, dayIn, grantNumber } from '../support/people.ts';
import type { Beginning, Way } from './moves.ts';
import type { Stage } from './stage.ts';
import { endOfWait, type Wait } from './waits.ts';

// The product asks about lost webhooks every few minutes, and Stripe forgets its events after 30 days.
const longestUnaskedMs = 7 * 24 * 3_600_000;
const longestStepMs = 2 * 60_000;

/** A dossier of a history. */
export interface Player {
  number: DossierNumber;
  /** The amounts that the trainee saw last. */
  shown: { rightsCents: number; remainderCents: number };
}

/** One history as it is played: one trainee, their dossiers, and time. */
export class History {
  readonly stage: Stage;
  readonly beginning: Beginning;
  readonly cast: Cast;
  readonly players: Player[] = [];

  private constructor(stage: Stage, beginning: Beginning, cast: Cast) {
    this.stage = stage;
    this.beginning = beginning;
    this.cast = cast;
  }

  /** Begins with dossiers that the organisation has accepted. */
  static async begin(stage: Stage, beginning: Beginning): Promise<History> {
    await stage.begin();
    const { balanceCents, startsInDays } = beginning;
    const startsOn = dayIn(startsInDays, stage.now);
    const cast = await createCast(stage.db, { now: stage.now, balanceCents, startsOn, endsOn: startsOn });
    const history = new History(stage, beginning, cast);
    for (let index = 0; index < beginning.dossiers; index += 1) await history.open();
    await history.reach(beginning.reached);
    return history;
  }

  /** The history's time as the API stamps it. */
  get at(): Instant {
    return addMs(instant(this.stage.now), 0);
  }

  /** The day of the history in Paris. */
  get today() {
    return parisDay(this.at);
  }

  player(index: number): Player {
    const player = this.players[index % this.players.length];
    if (player === undefined) throw new Error('a history without a dossier');
    return player;
  }

  dossierOf({ number }: Player): Promise<Dossier> {
    return this.stage.dossier(number);
  }

  dossiers(): Promise<Dossier[]> {
    return Promise.all(this.players.map((player) => this.dossierOf(player)));
  }

  /** Sends a message as the API does, received now; what is refused is refused. */
  async send<T extends MessageType>(
    { number }: Player,
    type: T,
    { way = 'at_once', ...contents }: Partial<MessageContents[T]> & { way?: Way } = {},
  ): Promise<{ accepted: Promise<boolean> }> {
    const envelope = { id: randomUUID(), receivedAt: this.at };
    const message = aMessage(type, { ...(contents as Partial<MessageContents[T]>), ...envelope });
    if (way !== 'at_once') await this.stage.deliverLater(number, message);
    if (way === 'later') return { accepted: Promise.resolve(false) };
    const accepted = this.stage.deliver(number, message).then(
      () => true,
      () => false,
    );
    return { accepted };
  }

  /** Opens a payment page as the API does: the message, then the page. Nobody waits for it here. */
  async openPayment(player: Player): Promise<void> {
    const { accepted } = await this.send(player, 'open_payment');
    void accepted.then(async (isAccepted) => {
      if (isAccepted) await this.stage.openCheckout(player.number).catch(() => undefined);
    });
  }

  /** Looks at what validating would take now. */
  async look(player: Player): Promise<void> {
    const account = await accountOf(this.stage.db, this.cast.traineeId);
    const balanceCents = cents(account?.available ?? 0);
    const { session, policyVersion } = await this.dossierOf(player);
    const priceCents = session?.priceCents ?? cents(0);
    player.shown = amountsFor(priceCents, { balanceCents, jobSeeker: false }, policyOf(policyVersion));
  }

  /** What cancelling now would do, as the trainee is told. */
  async promised(player: Player) {
    const facts = { by: 'trainee', at: this.at, forceMajeureProved: false } as const;
    return cancellationAnswer(await this.dossierOf(player), facts).amounts;
  }

  /** Lets time go on; a long time is not spent by works half done. */
  async wait(player: Player, how: Wait): Promise<void> {
    const { stage } = this;
    const to = endOfWait(await this.dossierOf(player), how, stage.now);
    const isAskedMeanwhile = to - stage.now > longestUnaskedMs;
    if (to - stage.now > longestStepMs) {
      await this.calm(isAskedMeanwhile);
      for (let next = stage.nextWake(to); next !== null; next = stage.nextWake(to)) {
        await stage.moveTo(next);
        await this.calm(isAskedMeanwhile);
      }
    }
    await stage.moveTo(to);
  }

  private async calm(isAsked: boolean): Promise<void> {
    await this.stage.calm();
    if (!isAsked) return;
    await this.stage.reconcile();
    await this.stage.calm();
  }

  /** So that the next history's reconciliation has nothing to do with this one. */
  async end(): Promise<void> {
    const q = queries(this.stage.db.em.fork());
    await sql`update checkouts set status = 'void' where status in ('opening', 'open', 'processing')`.execute(
      q,
    );
    await sql`update dossiers set refund_heard_at = null where refund_heard_at is not null`.execute(q);
  }

  /** Brings the first dossier so far by ordinary steps; where rights cover the price, it is validated by the first. */
  private async reach(reached: Beginning['reached']): Promise<void> {
    const player = this.player(0);
    if (reached === 'accepted') return;
    const { rightsCents, remainderCents } = player.shown;
    const amounts = { rightsCents: cents(rightsCents), remainderCents: cents(remainderCents) };
    await this.send(player, 'validate', amounts);
    await this.stage.calm();
    if (reached === 'due') return;
    if (remainderCents > 0) {
      await this.openPayment(player);
      await this.stage.calm();
      if (reached === 'page_open') return;
      const { control } = this.stage.server;
      for (const id of Object.keys(control.state().sessions)) control.pay(id, testCards.accepted.number);
    }
    if (reached === 'completed') await this.train(player);
  }

  /** Hears of the payment, then enters and ends the training on the days on which that can be declared. */
  private async train(player: Player): Promise<void> {
    await this.calm(true);
    await this.wait(player, 'session_day');
    for (const step of ['declare_entry', 'declare_end'] as const) {
      const contents = step === 'declare_entry' ? { enteredOn: this.today } : { endedOn: this.today };
      const { accepted } = await this.send(player, step, contents);
      await this.stage.calm();
      if (!(await accepted)) throw new Error(`${step} was refused`);
    }
  }

  private async open(): Promise<void> {
    const { stage } = this;
    const number = await grantNumber(stage.db, this.cast.traineeId);
    const { policyVersion, eventsPerRun } = this.beginning;
    const request = { ...this.cast, policyVersion, createdAt: this.at };
    await stage.start(number, request, eventsPerRun);
    const player: Player = { number, shown: { rightsCents: 0, remainderCents: 0 } };
    this.players.push(player);
    for (const step of ['submit', 'accept'] as const) {
      const { accepted } = await this.send(player, step);
      await stage.calm();
      if (!(await accepted)) throw new Error(`${step} was refused`);
    }
    await this.look(player);
  }
}
