import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { DossierActivities } from '../../activities/contract.ts';
import { createDossierActivities } from '../../activities/dossier.ts';
import { queries } from '../../db/database.ts';
import { addMs, instant } from '../../domain/calendar/paris-time.ts';
import { timerOf } from '../../domain/dossier/clock.ts';
import type { DossierMessage, MessageType } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { accountOf, expectLedgerToBalance } from '../support/consistency.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowOf } from '../support/dossier-world.ts';
import { aMessage } from '../support/dossiers.ts';
import { howMany } from '../support/how-many.ts';
import { createCast, grantNumber } from '../support/people.ts';

// Only stops what hangs.
jest.setTimeout(5_400_000);

// More: ROLLS_FORWARD=5000 npm test -- test/db/rolls-forward
const numRuns = howMany({ short: 60, long: 2_000, variable: 'ROLLS_FORWARD' });
const policyVersion = '2026-01' as const;
const price = 120_000;
const day = 86_400_000;
const began = instant(Date.now());

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Sent {
  number: DossierNumber;
  message: DossierMessage;
  /** What came of it; null while it was not applied, or was refused. */
  answer: { version: number; state: string } | null;
}

/** Two requests of a trainee who has the rights for one, and two workers that each know only what they saw last. */
class Play {
  private readonly traineeId: string;
  private readonly numbers: DossierNumber[] = [];
  private readonly workers = [newWorker(), newWorker()];
  private readonly sent: Sent[] = [];
  private now = began;

  private constructor(traineeId: string) {
    this.traineeId = traineeId;
  }

  static async begin(): Promise<Play> {
    const cast = await createCast(database.db, { balanceCents: price, priceCents: price });
    const play = new Play(cast.traineeId);
    for (const dossier of [0, 1]) {
      const number = await grantNumber(database.db, cast.traineeId);
      play.numbers.push(number);
      await newWorker().openDossier({ ...cast, number, policyVersion, createdAt: began });
      for (const type of ['submit', 'accept'] as const) await play.deliver(play.send(dossier, type), dossier);
    }
    return play;
  }

  /** Sends a message, which no worker has so far. */
  send(dossier: number, type: MessageType): Sent {
    const sent = {
      number: this.number(dossier),
      message: aMessage(type, { receivedAt: this.now }),
      answer: null,
    };
    this.sent.push(sent);
    return sent;
  }

  /** A worker applies a message; applied before, it is answered as it was then. */
  async deliver(sent: Sent, worker: number): Promise<void> {
    const { number, message, answer: before } = sent;
    const { answer, clock, refusal } = await this.worker(worker).applyMessage({
      number,
      message,
      fingerprint: null,
    });
    if (refusal !== undefined) {
      expect(before).toBeNull();
      return;
    }
    const now = answer ?? { version: clock?.version ?? 0, state: clock?.state ?? '' };
    if (before !== null) expect(now).toEqual(before);
    sent.answer = now;
  }

  /** One of those that were sent; the task of an earlier one may come back after a later one. */
  earlier(which: number): Sent {
    const sent = this.sent[which % this.sent.length];
    if (sent === undefined) throw new Error('nothing was sent');
    return sent;
  }

  wait(ms: number): void {
    this.now = addMs(this.now, ms);
  }

  async ring(dossier: number, worker: number): Promise<void> {
    await this.worker(worker).ringTimer({ number: this.number(dossier), now: Date.parse(this.now) });
  }

  restart(worker: number): void {
    this.workers[worker] = newWorker();
  }

  /** Every task comes back, and every deadline rings. */
  async settle(): Promise<void> {
    for (const [index, sent] of this.sent.entries()) await this.deliver(sent, index % 2);
    for (const dossier of [0, 1]) {
      for (;;) {
        const timer = timerOf(await rowOf(database.db, this.number(dossier)));
        if (timer === null) break;
        if (timer.at > this.now) this.now = timer.at;
        await this.ring(dossier, dossier);
      }
    }
  }

  /** Every accepted message stands exactly once, in one order, and every cent is where the states say. */
  async expectToBeWhole(): Promise<void> {
    let reserved = 0;
    for (const number of this.numbers) {
      const { rows } = await sql<{ version: number; id: string; by: string; state: string }>`
        select version, message_id as id, by, to_state as state from dossier_events
        where number = ${number} order by version`.execute(queries(database.db.em.fork()));
      const dossier = await rowOf(database.db, number);
      expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
      expect(rows.at(-1)).toMatchObject({ version: dossier.version, state: dossier.state });
      const stands = rows.filter(({ id, by }) => id !== 'open' && by !== 'system');
      const accepted = this.sent.filter((one) => one.number === number && one.answer !== null);
      const byVersion = accepted.sort((a, b) => (a.answer?.version ?? 0) - (b.answer?.version ?? 0));
      expect(stands).toMatchObject(byVersion.map(({ message, answer }) => ({ id: message.id, ...answer })));
      if (dossier.state === 'validated') reserved += price;
    }
    await expectLedgerToBalance(database.db);
    expect(await accountOf(database.db, this.traineeId)).toEqual({ available: price - reserved, reserved });
  }

  private number(dossier: number): DossierNumber {
    return this.numbers[dossier] as DossierNumber;
  }

  private worker(worker: number): DossierActivities {
    return this.workers[worker] as DossierActivities;
  }
}

function newWorker(): DossierActivities {
  return createDossierActivities({ db: database.db, policyVersion });
}

type Act = (play: Play) => Promise<unknown> | void;

/** A move that fast-check prints by its words. */
function move<T extends object>(what: string, how: fc.Arbitrary<T>, act: (how: T) => Act): fc.Arbitrary<Act> {
  return how.map((chosen) =>
    Object.assign(act(chosen), { [fc.toStringMethod]: () => `${what} ${JSON.stringify(chosen)}` }),
  );
}

const one = fc.nat(1);
const type = fc.constantFrom<MessageType[]>(
  ...([
    'validate',
    'validate',
    'cancel',
    'withdraw',
    'accept',
    'extend_deadline',
    'delete',
    'declare_entry',
  ] as const),
);
const moves = fc.oneof(
  move(
    'sends',
    fc.record({ dossier: one, type, worker: one }),
    (how) => (play) => play.deliver(play.send(how.dossier, how.type), how.worker),
  ),
  // Its task comes at the end, or whenever it comes back.
  move(
    'sends to a worker that dies before',
    fc.record({ dossier: one, type }),
    (how) => (play) => void play.send(how.dossier, how.type),
  ),
  move(
    'comes back',
    fc.record({ which: fc.nat(), worker: one }),
    (how) => (play) => play.deliver(play.earlier(how.which), how.worker),
  ),
  move(
    'two workers at once',
    fc.record({ which: fc.nat(), other: fc.nat() }),
    (how) => (play) =>
      Promise.all([play.deliver(play.earlier(how.which), 0), play.deliver(play.earlier(how.other), 1)]),
  ),
  move(
    'rings',
    fc.record({ dossier: one, worker: one }),
    (how) => (play) => play.ring(how.dossier, how.worker),
  ),
  move('waits', fc.record({ days: fc.nat(9) }), (how) => (play) => play.wait(how.days * day)),
  move('restarts', fc.record({ worker: one }), (how) => (play) => play.restart(how.worker)),
);

test(`${numRuns} random plays of workers that die, come back and know too little only ever roll forward`, async () => {
  const property = fc.asyncProperty(
    fc.array(moves, { minLength: 5, maxLength: 25, size: 'max' }),
    async (played) => {
      const play = await Play.begin();
      for (const act of played) await act(play);
      await play.settle();
      await play.expectToBeWhole();
    },
  );
  await fc.assert(property, { numRuns, seed: 20_270_303 });
});
