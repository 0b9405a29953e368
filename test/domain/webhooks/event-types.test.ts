import { describe, expect, test } from '@jest/globals';
import { type DossierState, dossierStates } from '../../../domain/dossier/states.ts';
import { transitionTable } from '../../../domain/dossier/transition-table.ts';
import { webhookEventOf, webhookEventTypes } from '../../../domain/webhooks/event-types.ts';
import { lastingFailureMs, pauseAfter, retryPausesMs } from '../../../domain/webhooks/retries.ts';

describe('the types of events', () => {
  test('name every state that an organisation sees, and what concerns it besides', () => {
    const states = dossierStates.filter((state) => state !== 'draft').map((state) => `dossier.${state}`);
    const besides = [
      'dossier.acknowledged',
      'dossier.deadline_extended',
      'dossier.contested',
      'dossier.contest_decided',
      'dossier.reply_reminder',
      'dossier.dates_proposed',
      'dossier.dates_withdrawn',
      'dossier.dates_accepted',
      'dossier.dates_declined',
      'dossier.message',
      'dossier.file',
    ];
    expect([...webhookEventTypes].sort()).toEqual([...states, ...besides].sort());
  });

  test('tell of every arrow of the table that changes the state, and of no draft', () => {
    for (const fromState of Object.keys(transitionTable) as DossierState[]) {
      for (const { message, to } of transitionTable[fromState]) {
        const type = webhookEventOf({ type: message, fromState, toState: to });
        if (to === 'draft') expect(type).toBeNull();
        else if (message === 'resolve_contest') expect(type).toBe('dossier.contest_decided');
        else if (to !== fromState) expect(type).toBe(`dossier.${to}`);
      }
    }
    expect(webhookEventOf({ type: 'open', fromState: null, toState: 'draft' })).toBeNull();
  });
});

test('a delivery is tried ten times within three days', () => {
  expect(retryPausesMs.reduce((sum, pause) => sum + pause, 0)).toBe(lastingFailureMs + 5_000);
  expect([pauseAfter(1), pauseAfter(9), pauseAfter(10)]).toEqual([5_000, expect.any(Number), null]);
});
