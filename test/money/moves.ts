import fc from 'fast-check';
import { testCards } from '../../dev/payments/test-cards.ts';
import type { CrashKind } from './small-temporal/durable-workflow.ts';
import type { Fate } from './small-temporal/work.ts';
import type { SignalFate } from './money-world.ts';

/** How a message travels: it is taken up at once, lies on its way for a while, or both: it was sent again under its id. */
export type Way = 'at_once' | 'later' | 'twice';

/** How far time goes on. */
export type Wait =
  'seconds' | 'to_deadline' | 'past_deadline' | 'past_margin' | 'hour' | 'days' | 'weeks' | 'to_session';

/**
 * What may happen next. `dossier` and `which` choose among what is there; without `rush`, everything that follows from it comes to
 * its end first.
 */
export type Move =
  | { do: 'validate'; dossier: number; way: Way; stale: boolean }
  | { do: 'open_payment'; dossier: number; rush: boolean }
  | { do: 'pay'; dossier: number; which: number; card: keyof typeof testCards; rush: boolean }
  | { do: 'stray_payment'; dossier: number; lessCents: number }
  | { do: 'cancel'; dossier: number; way: Way; checked: boolean }
  | { do: 'withdraw' | 'declare_entry' | 'declare_end'; dossier: number; way: Way }
  | { do: 'wait'; dossier: number; how: Wait }
  | { do: 'banks_decide' }
  | { do: 'dispute'; which: number }
  | { do: 'refund_fails'; which: number }
  | { do: 'webhook'; which: number; copies: number; fate: SignalFate }
  | { do: 'webhooks'; order: 'as-made' | 'reversed' }
  | { do: 'lose_webhook'; which: number }
  | { do: 'reconcile' }
  | { do: 'step'; which: number; fate: Fate }
  | { do: 'calm' }
  | { do: 'crash'; dossier: number; kind: CrashKind };

/** What a history begins with. */
export interface Beginning {
  /** How far the first dossier has come: accepted, agreed with a remainder due if there is one, its page open, or paid just now. */
  reached: 'accepted' | 'due' | 'page_open' | 'paid';
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
const fate = fc.constantFrom<Fate>(
  'well',
  'well',
  'well',
  'cut_before',
  'cut_after',
  'error_before',
  'error_kept',
);
const signalFate = fc.constantFrom<SignalFate>('well', 'well', 'well', 'away', 'answer_lost');
const how = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Wait>('seconds', 'hour') },
  { weight: 2, arbitrary: fc.constantFrom<Wait>('to_deadline', 'past_deadline', 'past_margin') },
  { weight: 2, arbitrary: fc.constantFrom<Wait>('days', 'weeks', 'to_session') },
);

/** One kind of move with how often it comes, for each arbitrary of the history. */
export const moves: readonly { weight: number; arbitrary: fc.Arbitrary<Move> }[] = [
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step' as const), which, fate }) },
  { weight: 4, arbitrary: fc.constant<Move>({ do: 'calm' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('validate' as const),
      dossier,
      way,
      stale: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('open_payment' as const), dossier, rush: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('pay' as const), dossier, which, card, rush: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('stray_payment' as const),
      dossier,
      lessCents: fc.constantFrom(0, 0, 100),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('cancel' as const), dossier, way, checked: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw' as const, 'declare_entry' as const, 'declare_end' as const),
      dossier,
      way,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), dossier, how }) },
  { weight: 1, arbitrary: fc.constant<Move>({ do: 'banks_decide' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dispute' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund_fails' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('webhook' as const),
      which,
      copies: fc.integer({ min: 1, max: 2 }),
      fate: signalFate,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('webhooks' as const),
      order: fc.constantFrom('as-made' as const, 'reversed' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose_webhook' as const), which }) },
  { weight: 1, arbitrary: fc.constant<Move>({ do: 'reconcile' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      dossier,
      kind: fc.constantFrom<CrashKind>('before', 'after', 'zombie'),
    }),
  },
];

/** How a history begins. */
export const beginnings: fc.Arbitrary<Beginning> = fc.record({
  reached: fc.constantFrom('accepted' as const, 'due' as const, 'page_open' as const, 'paid' as const),
  dossiers: fc.constantFrom(1 as const, 1 as const, 2 as const),
  balanceCents: fc.constantFrom(0, 0, 100_000, 100_000, 100_000, 119_990, 150_000, 240_000),
  policyVersion: fc.constantFrom('2026-01' as const, '2026-01' as const, '2026-05' as const),
  startsInDays: fc.constantFrom(25, 40, 120),
  eventsPerRun: fc.constantFrom(null, null, 12, 30),
});
