import { recoveryCodeCount } from '../../../../domain/account/recovery-codes.ts';
import type * as french from '../fr/recovery-codes.ts';

/** The codes that stand in for a lost phone, for trainees and members alike. */
export const recoveryCodes: typeof french.recoveryCodes = {
  name: 'Recovery codes',
  count: (left) => `${left} of ${recoveryCodeCount}`,
  left: (left) => {
    if (left === 0) return 'You have no recovery code left.';
    return left === 1 ? 'You have 1 recovery code left.' : `You have ${left} recovery codes left.`;
  },
  advice: 'Make new ones now: without your phone and without a recovery code, you could no longer log in.',
  few: 'time to make new ones',
  renew: 'Make new recovery codes',
  intro: [
    `You get ${recoveryCodeCount} new recovery codes. Those you have now will no longer work.`,
    'For safety, your password and a code are asked for. An email will confirm the change.',
  ],
  code: '6-digit code of the application, or recovery code',
  button: 'Make new codes',
  madeTitle: 'Your new recovery codes',
  madeText: [
    'The codes from before no longer work. Each of the new ones stands once for the code of your phone, should you lose it.',
    'Write them down or print them now: they will never be shown again.',
  ],
  done: 'I have kept my codes',
};
