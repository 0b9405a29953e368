import { describe, expect, test } from '@jest/globals';
import { dossierStates } from '../../../domain/dossier/states.ts';
import { transitionTable } from '../../../domain/dossier/transition-table.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { monday } from '../../support/dossiers.ts';
import { actorOf, noticesOf, type NoticedEvent } from '../../../domain/notices/notices-of.ts';

const friday = instant('2027-03-05T22:59:59.999Z');
const arrows = dossierStates.flatMap((from) => transitionTable[from].map((arrow) => ({ from, ...arrow })));

function told(event: Partial<NoticedEvent> & Pick<NoticedEvent, 'type' | 'toState'>): string[] {
  const whole: NoticedEvent = {
    fromState: event.toState,
    at: monday,
    deadline: null,
    deadlineBefore: null,
    goesBack: null,
    ...event,
  };
  return noticesOf(whole).map(({ audience, kind }) => `${audience}: ${kind}`);
}

describe('who hears of an event', () => {
  test.each(arrows.filter(({ from, to }) => from !== to))(
    'the trainee hears of $message from $from to $to, once',
    ({ from, message, to }) => {
      const notices = told({ type: message, fromState: from, toState: to });
      const kind = message === 'resolve_contest' ? 'contest_decided' : to;
      expect(notices.filter((notice) => notice === `trainee: ${kind}`)).toHaveLength(1);
      expect(new Set(notices.map((notice) => notice.split(':')[0])).size).toBe(notices.length);
    },
  );

  test.each(arrows.filter(({ from, to, message }) => from !== to && message !== 'resolve_contest'))(
    'the organisation hears of $message from $from to $to when it is a request, a validation or a cancellation',
    ({ from, message, to }) => {
      const isTold = [
        'requested',
        'validated',
        'request_cancelled',
        'cancelled',
        'cancelled_by_organisation',
      ];
      const notices = told({ type: message, fromState: from, toState: to });
      expect(notices.includes(`organisation: ${to}`)).toBe(isTold.includes(to));
    },
  );

  test('what is contested, and what was decided on it, is told to both sides', () => {
    expect(told({ type: 'contest', toState: 'in_training' })).toEqual([
      'trainee: contested',
      'organisation: contested',
    ]);
    expect(told({ type: 'resolve_contest', fromState: 'completed', toState: 'validated' })).toEqual([
      'trainee: contest_decided',
      'organisation: contest_decided',
    ]);
  });

  test('what changes no state is told only when somebody must know', () => {
    expect(told({ type: 'open', fromState: null, toState: 'draft' })).toEqual([]);
    expect(told({ type: 'amend_draft', toState: 'draft' })).toEqual([]);
    expect(told({ type: 'delete', toState: 'refused' })).toEqual([]);
    expect(told({ type: 'validate', toState: 'to_validate' })).toEqual([]);
    expect(told({ type: 'open_payment', toState: 'payment_refused' })).toEqual([]);
    expect(told({ type: 'deadline_passed', toState: 'refused' })).toEqual([]);
    expect(told({ type: 'acknowledge', toState: 'requested' })).toEqual([
      'trainee: request_acknowledged',
      'organisation: request_acknowledged',
    ]);
    // The payment service tells the id of a payment that was told by hand.
    expect(told({ type: 'payment_succeeded', toState: 'validated' })).toEqual([]);
    const twice = { type: 'payment_succeeded', toState: 'validated', goesBack: 'paid_twice' } as const;
    expect(told(twice)).toEqual(['trainee: refund']);
    for (const type of ['refund_requested', 'refund_succeeded', 'refund_failed', 'refund_found'] as const) {
      expect(told({ type, toState: 'cancelled' })).toEqual(['trainee: refund']);
    }
    expect(told({ type: 'dispute_closed', toState: 'validated' })).toEqual([]);
    expect(told({ type: 'deadline_passed', toState: 'draft' })).toEqual(['trainee: draft_erased']);
  });

  test.each([
    ['organisation_reply', 'organisation'],
    ['prerequisites_acknowledgement', 'organisation'],
    ['prerequisites_reply', 'organisation'],
    ['trainee_validation', 'trainee'],
    ['payment_renewal', 'trainee'],
    ['draft_kept', 'trainee'],
  ] as const)('a reminder of %s goes to the %s alone', (kind, audience) => {
    expect(told({ type: 'remind', toState: 'requested', deadline: { kind, at: friday } })).toEqual([
      `${audience}: reminder`,
    ]);
    expect(actorOf({ kind })).toBe(audience);
  });

  test('nobody is reminded of a record that is no longer kept, or of no deadline', () => {
    expect(
      told({ type: 'remind', toState: 'refused', deadline: { kind: 'record_kept', at: friday } }),
    ).toEqual([]);
    expect(told({ type: 'remind', toState: 'refused' })).toEqual([]);
  });

  test('a deadline that was moved is told to the trainee, and to the organisation when it must act', () => {
    expect(
      told({
        type: 'extend_deadline',
        toState: 'requested',
        deadline: { kind: 'organisation_reply', at: friday },
      }),
    ).toEqual(['trainee: deadline_extended', 'organisation: deadline_extended']);
    expect(
      told({
        type: 'extend_deadline',
        toState: 'proposed',
        deadline: { kind: 'trainee_validation', at: friday },
      }),
    ).toEqual(['trainee: deadline_extended']);
  });
});
