import fc from 'fast-check';
import { testCards } from '../../dev/payments/test-cards.ts';
import {
  type Contestable,
  contestable,
  type ContestOutcome,
  contestOutcomes,
} from '../../domain/dossier/contest.ts';
import {
  type CrashKind,
  crashes,
  type Fate,
  fates,
  type Order,
  type SignalFate,
  type Trouble,
} from './stage.ts';
import { type Wait, waits } from './waits.ts';

/** How a message travels: it is taken up at once, lies on its way for a while, or both: it was sent again under its id. */
export type Way = 'at_once' | 'later' | 'twice';

/**
 * What may happen next. `dossier` and `which` choose among what is there.
 */
export type Move =
  | { do: 'validate'; dossier: number; way: Way; stale: boolean }
  | { do: 'open_payment'; dossier: number }
  | { do: 'pay'; dossier: number; which: number; card: keyof typeof testCards; told: boolean }
  | { do: 'stray_payment'; dossier: number; lessCents: number }
  | { do: 'cancel'; dossier: number; way: Way; checked: boolean; when: Wait | null }
  | { do: 'withdraw' | 'declare_entry' | 'declare_end'; dossier: number; way: Way }
  | { do: 'contest'; dossier: number; way: Way; about: Contestable }
  | { do: 'resolve_contest'; dossier: number; way: Way; outcome: ContestOutcome }
  | { do: 'wait'; dossier: number; how: Wait }
  | { do: 'banks_decide' }
  | { do: 'dispute'; which: number }
  | { do: 'refund_fails'; which: number }
  | { do: 'webhook'; which: number; copies: number; fate: SignalFate }
  | { do: 'webhooks'; order: 'as-made' | 'reversed' }
  | { do: 'lose_webhook'; which: number }
  | { do: 'forge_webhook'; dossier: number; which: number }
  | { do: 'reconcile' }
  | { do: 'step'; which: number; fate: Fate }
  | { do: 'calm'; order: Order }
  | { do: 'crash'; dossier: number; kind: CrashKind };

/**
 * A move and what comes of it: it is left half done, everything that follows from it comes to its end, or does so with a failure
 * of Stripe or a crash on the way.
 */
export interface Turn {
  move: Move;
  then: 'left' | 'calm' | Trouble;
}

/** What a history begins with. */
export interface Beginning {
  /**
   * How far the first dossier has come: accepted, agreed with a remainder due if there is one, its page open, paid just now, or
   * the training ended.
   */
  reached: 'accepted' | 'due' | 'page_open' | 'paid' | 'completed';
  dossiers: 1 | 2;
  balanceCents: number;
  policyVersion: '2026-01' | '2026-05';
  /** Days from the beginning to the session. */
  startsInDays: number;
  /** Null: as long as Temporal allows. */
  eventsPerRun: number | null;
}

const dossier = fc.nat({ max: 1 });
const which = fc.nat({ max: 5 });
const way = fc.constantFrom<Way>('at_once', 'at_once', 'later', 'twice');
const card = fc.constantFrom(...(Object.keys(testCards) as (keyof typeof testCards)[]), 'accepted' as const);
const fate = fc.constantFrom<Fate>('well', 'well', 'well', 'well', ...fates);
const signalFate = fc.constantFrom<SignalFate>('well', 'well', 'well', 'away', 'answer_lost');
const order = fc.constantFrom<Order>('oldest_first', 'newest_first');
const how = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Wait>(...waits.short) },
  { weight: 3, arbitrary: fc.constantFrom<Wait>(...waits.deadline) },
  { weight: 1, arbitrary: fc.constantFrom<Wait>(...waits.long) },
  { weight: 2, arbitrary: fc.constantFrom<Wait>(...waits.edge) },
);
const trouble = fc.record<Trouble>({
  at: fc.nat({ max: 4 }),
  what: fc.constantFrom(...fates.filter((one) => one !== 'well'), ...crashes),
});
const after = fc.oneof(
  { weight: 3, arbitrary: fc.constant('left' as const) },
  { weight: 4, arbitrary: fc.constant('calm' as const) },
  { weight: 3, arbitrary: trouble },
);

/** One kind of move with how often it comes, and whether something follows from it that may go wrong. */
interface Kind {
  weight: number;
  move: fc.Arbitrary<Move>;
  isLone?: true;
}

const kinds: readonly Kind[] = [
  { weight: 6, move: fc.record({ do: fc.constant('step'), which, fate }), isLone: true },
  { weight: 3, move: fc.record({ do: fc.constant('calm'), order }), isLone: true },
  {
    weight: 2,
    move: fc.record({ do: fc.constant('crash'), dossier, kind: fc.constantFrom(...crashes) }),
    isLone: true,
  },
  { weight: 3, move: fc.record({ do: fc.constant('validate'), dossier, way, stale: fc.boolean() }) },
  { weight: 6, move: fc.record({ do: fc.constant('open_payment'), dossier }) },
  { weight: 8, move: fc.record({ do: fc.constant('pay'), dossier, which, card, told: fc.boolean() }) },
  {
    weight: 1,
    move: fc.record({
      do: fc.constant('stray_payment'),
      dossier,
      lessCents: fc.constantFrom(0, 0, 100),
    }),
  },
  {
    weight: 2,
    move: fc.record({
      do: fc.constant('cancel'),
      dossier,
      way,
      checked: fc.boolean(),
      when: fc.constantFrom<Wait | null>(null, null, ...waits.edge),
    }),
  },
  { weight: 1, move: fc.record({ do: fc.constant('withdraw'), dossier, way }) },
  { weight: 2, move: fc.record({ do: fc.constantFrom('declare_entry', 'declare_end'), dossier, way }) },
  {
    weight: 2,
    move: fc.record({
      do: fc.constant('contest'),
      dossier,
      way,
      about: fc.constantFrom(...contestable),
    }),
  },
  {
    weight: 2,
    move: fc.record({
      do: fc.constant('resolve_contest'),
      dossier,
      way,
      outcome: fc.constantFrom(...contestOutcomes),
    }),
  },
  { weight: 3, move: fc.record({ do: fc.constant('wait'), dossier, how }) },
  { weight: 1, move: fc.constant({ do: 'banks_decide' }) },
  { weight: 1, move: fc.record({ do: fc.constant('dispute'), which }) },
  { weight: 1, move: fc.record({ do: fc.constant('refund_fails'), which }) },
  {
    weight: 3,
    move: fc.record({
      do: fc.constant('webhook'),
      which,
      copies: fc.integer({ min: 1, max: 2 }),
      fate: signalFate,
    }),
  },
  {
    weight: 2,
    move: fc.record({ do: fc.constant('webhooks'), order: fc.constantFrom('as-made', 'reversed') }),
  },
  { weight: 1, move: fc.record({ do: fc.constant('lose_webhook'), which }), isLone: true },
  { weight: 1, move: fc.record({ do: fc.constant('forge_webhook'), dossier, which }), isLone: true },
  { weight: 1, move: fc.record({ do: fc.constant('reconcile') }) },
];

/** For each arbitrary of the history, one kind of turn; what comes often is there often. */
export const turns: readonly fc.Arbitrary<Turn>[] = kinds.flatMap(({ weight, move, isLone = false }) =>
  Array.from({ length: weight }, () =>
    fc.record({ move, then: isLone ? fc.constant('left' as const) : after }),
  ),
);

/** How a history begins. */
export const beginnings: fc.Arbitrary<Beginning> = fc.record({
  reached: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('accepted', 'due', 'page_open', 'paid') },
    { weight: 1, arbitrary: fc.constant('completed' as const) },
  ),
  dossiers: fc.constantFrom(1 as const, 1 as const, 2 as const),
  balanceCents: fc.constantFrom(0, 0, 100_000, 100_000, 100_000, 119_990, 150_000, 240_000),
  policyVersion: fc.constantFrom('2026-01' as const, '2026-01' as const, '2026-05' as const),
  startsInDays: fc.constantFrom(25, 40, 120),
  eventsPerRun: fc.constantFrom(null, null, 12, 30),
});
