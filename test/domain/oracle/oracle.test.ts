import { isDeepStrictEqual } from 'node:util';
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { actionsOf } from '../../../domain/dossier/check.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { newDraft } from '../../../domain/dossier/draft.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { parseDossierNumber } from '../../../domain/dossier/number.ts';
import { isRefusal, type Refusal } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { ofDossier, ofModel } from './compared.ts';
import { draftKept, figures, type Model, type Why } from './model.ts';
import type { Move } from './contents.ts';
import { type Beginning, beginnings, messageOf, moves, sessionOf } from './moves.ts';
import { allowed, judge, offered } from './oracle.ts';
import { readSession } from './requests.ts';
import { howMany } from '../../support/how-many.ts';

// More, or others: ORACLE_CASES=250000 ORACLE_SEED=7 npm test -- test/domain/oracle
const numRuns = howMany({ short: 20_000, long: 200_000, variable: 'ORACLE_CASES' });
const seed = Number(process.env['ORACLE_SEED'] ?? 20_270_301);

jest.setTimeout(4 * 3_600_000);

/** What a refusal must be called when the rules say what it tells. */
const called: Readonly<Record<string, Why>> = {
  deadline_passed: 'late',
  ended_meanwhile: 'ended',
  amounts_changed: 'amounts',
  session_begun: 'begun',
};

function begin(from: Beginning): { dossier: Dossier; model: Model } {
  const session = sessionOf(from);
  const dossier = newDraft({
    number: parseDossierNumber('4042234296'),
    traineeId: 't',
    organisationId: 'o',
    policyVersion: '2026-01',
    training: { id: 't', title: 'Anglais', hours: 35 },
    session,
    createdAt: instant(from.startMs),
  });
  const model: Model = {
    ...({
      state: 'draft',
      isDeleted: false,
      figures: figures['2026-01'],
      session: readSession(session),
      isAcknowledged: false,
      raisedTo: null,
    } as const),
    ...{
      deadline: draftKept(from.startMs, readSession(session)),
      agreed: null,
      card: null,
      validatedAt: null,
    },
    ...{ enteredOn: null, endedOn: null, contests: [], ending: null },
  };
  return { dossier, model };
}

/** Plays a case on both sides; throws where they disagree. Tells what it reached. */
function play(from: Beginning, list: readonly Move[]): string[] {
  let { dossier, model } = begin(from);
  let now = from.startMs;
  const reached: string[] = [];
  expect(ofDossier(dossier)).toEqual(ofModel(model));
  for (const [index, move] of list.entries()) {
    const { message, facts } = messageOf(model, { move, now, from, number: index });
    const judged = judge(model, message, facts);
    const outcome = transition(dossier, message, facts);
    expectSameActions(dossier, model, Date.parse(message.receivedAt));
    // What is said of disputes and of refunds under way changes nothing of what is compared here.
    const isAside = /^(refund_|payment_disputed)/.test(message.type);
    if (isRefusal(outcome)) {
      if (!isAside) expectRefused(judged, outcome, message);
      continue;
    }
    if (isAside) {
      expectSame(ofDossier(outcome.dossier), ofDossier(dossier));
      dossier = outcome.dossier;
      continue;
    }
    if (!('next' in judged)) throw disagreement('the code takes what the rules refuse', message, dossier);
    expectSame(
      { ledger: outcome.ledger, ...ofDossier(outcome.dossier) },
      { ledger: judged.ledger, ...ofModel(judged.next) },
    );
    const wasRecord = model.deadline?.kind === 'record_kept' && message.type === 'deadline_passed';
    ({ dossier } = outcome);
    model = judged.next;
    if (!wasRecord) now = Math.max(now, Date.parse(message.receivedAt));
    reached.push(`${message.type} ${model.state}`, ...(model.card?.back.map(({ reason }) => reason) ?? []));
    if (model.deadline?.kind === 'payment_renewal') reached.push('grace');
  }
  return reached;
}

function expectRefused(judged: ReturnType<typeof judge>, outcome: Refusal, message: DossierMessage): void {
  if (!('refused' in judged))
    throw disagreement(`the code refuses (${outcome.refused}) what the rules allow`, message);
  const why = called[outcome.refused] ?? 'other';
  if (judged.refused.includes(why)) return;
  throw disagreement(`refused with ${outcome.refused}, not for ${judged.refused.join(' or ')}`, message);
}

/** Moving the dates of what was accepted is not part of these stories: `test/domain/dossier` has its own. */
function isJudged(type: string): boolean {
  return Object.values(allowed).some((by) =>
    Object.values(by)
      .flat()
      .some((one) => one === type),
  );
}

function expectSameActions(dossier: Dossier, model: Model, ms: number): void {
  for (const actor of ['trainee', 'organisation', 'operator'] as const)
    expectSame(
      [actor, ...actionsOf(dossier, actor, ms).filter(isJudged).sort()],
      [actor, ...offered(model, actor, ms).sort()],
    );
}

/** Jest compares, and tells the difference, only where there is one: it takes its time. */
function expectSame(code: object, rules: object): void {
  if (!isDeepStrictEqual(code, rules)) expect(code).toEqual(rules);
}

function disagreement(what: string, message: DossierMessage, dossier?: Dossier): Error {
  const state = dossier === undefined ? '' : ` in ${JSON.stringify(ofDossier(dossier))}`;
  return new Error(`${what}: ${JSON.stringify(message)}${state}`);
}

test(`the rules as written and the rules as coded agree in ${numRuns} cases`, () => {
  const reached = new Map<string, number>();
  const property = fc.property(beginnings, moves, (from, list) => {
    for (const one of play(from, list)) reached.set(one, (reached.get(one) ?? 0) + 1);
  });
  const path = process.env['ORACLE_PATH'];
  fc.assert(property, { numRuns, seed, ...(path === undefined ? {} : { path }), endOnFailure: false });
  // Cases that never come to anything would agree about nothing.
  const missing = endsOfInterest.filter((end) => (reached.get(end) ?? 0) < numRuns / 4_000);
  expect(path === undefined ? missing : []).toEqual([]);
});

const endsOfInterest = [
  ...['validated', 'payment_pending', 'payment_refused'].map(
    (state) =>
      `payment_${{ validated: 'succeeded', payment_pending: 'processing', payment_refused: 'failed' }[state] ?? ''} ${state}`,
  ),
  ...['paid_twice', 'paid_after_cancellation', 'paid_too_late', 'wrong_amount', 'cancellation', 'grace'],
  ...[
    'deadline_passed request_cancelled',
    'declare_entry in_training',
    'declare_end completed',
    'cancel cancelled',
  ],
  ...[
    'withdraw cancelled_by_organisation',
    'extend_deadline to_validate',
    'contest completed',
    'resolve_contest validated',
  ],
];
