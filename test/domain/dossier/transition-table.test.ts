import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionsOf, check } from '../../../domain/dossier/check.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { Actor, MessageType } from '../../../domain/dossier/messages.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { dossierStates, type DossierState } from '../../../domain/dossier/states.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { transitionTable } from '../../../domain/dossier/transition-table.ts';
import { aDossierIn, aMessage, aSession, monday, noonOf, plentyOfFacts } from '../../support/dossiers.ts';

const messageTypes = [
  'amend_draft',
  'submit',
  'delete',
  'cancel',
  'acknowledge',
  'accept',
  'propose',
  'refuse',
  'propose_dates',
  'withdraw_dates',
  'accept_dates',
  'decline_dates',
  'withdraw',
  'validate',
  'open_payment',
  'payment_processing',
  'payment_succeeded',
  'payment_failed',
  'declare_entry',
  'declare_end',
  'contest',
  'resolve_contest',
  'extend_deadline',
  'remind',
  'deadline_passed',
] as const satisfies readonly MessageType[];
const actors: readonly Actor[] = ['trainee', 'organisation', 'payment', 'operator', 'system'];

describe('the transition table', () => {
  test.each(dossierStates)('knows the state %s and reaches it', (state) => {
    const reached = Object.values(transitionTable).flat();
    expect(state === 'draft' || reached.some((arrow) => arrow.to === state)).toBe(true);
    expect(aDossierIn(state).state).toBe(state);
  });

  // domain.md, "The 13 states of a dossier": the columns "the trainee can" and "the organisation can".
  test.each<[DossierState, MessageType[], MessageType[]]>([
    ['draft', ['amend_draft', 'submit', 'delete'], []],
    ['requested', ['cancel'], ['accept', 'propose', 'refuse']],
    ['refused', ['delete'], []],
    ['proposed', ['validate', 'cancel'], ['withdraw', 'propose_dates']],
    ['request_cancelled', ['delete'], []],
    ['to_validate', ['validate', 'cancel'], ['withdraw', 'propose_dates']],
    ['payment_pending', [], ['propose_dates']],
    ['payment_refused', ['open_payment', 'cancel'], ['propose_dates']],
    ['validated', ['cancel'], ['declare_entry', 'withdraw', 'propose_dates']],
    ['in_training', ['cancel', 'contest'], ['declare_end', 'withdraw']],
    ['completed', ['contest'], []],
    ['cancelled', ['delete'], []],
    ['cancelled_by_organisation', ['delete'], []],
  ])('in %s offers the trainee %j and the organisation %j', (state, trainee, organisation) => {
    const dossier = aDossierIn(state);
    // An entry is offered on the days on which it can be declared.
    const now = Date.parse(state === 'validated' ? noonOf(aSession().startsOn) : monday);
    expect(actionsOf(dossier, 'trainee', now)).toEqual(trainee);
    expect(actionsOf(dossier, 'organisation', now)).toEqual(organisation);
  });

  test('every message in every state from every sender follows the table or is refused and changes nothing', () => {
    const anyCase = fc.record({
      state: fc.constantFrom(...dossierStates),
      type: fc.constantFrom(...messageTypes),
      by: fc.constantFrom(...actors),
      delayMs: fc.integer({ min: 0, max: 400 * 86_400_000 }),
    });
    fc.assert(
      fc.property(anyCase, ({ state, type, by, delayMs }) => {
        const dossier = aDossierIn(state);
        const before = structuredClone(dossier);
        const receivedAt = new Date(Date.parse(monday) + delayMs).toISOString() as typeof monday;
        const outcome = transition(dossier, aMessage(type, { by, receivedAt }), plentyOfFacts);
        expect(dossier).toEqual(before);
        if (isRefusal(outcome)) return;
        followsTheTable(before, outcome.dossier, type, by);
      }),
      { numRuns: 5_000 },
    );
  });

  test('a message that is refused says in which state the dossier is', () => {
    for (const state of dossierStates) {
      for (const type of messageTypes) {
        const outcome = check(aDossierIn(state), aMessage(type));
        if (isRefusal(outcome)) expect(outcome.state).toBe(state);
      }
    }
  });
});

function followsTheTable(before: Dossier, dossier: Dossier, type: MessageType, by: Actor): void {
  const arrows = transitionTable[before.state].filter((arrow) => arrow.message === type && arrow.by === by);
  expect(arrows.map((arrow) => arrow.to)).toContain(dossier.state);
  expect(dossier.version).toBe(before.version + 1);
  expect(dossier.number).toBe(before.number);
}
