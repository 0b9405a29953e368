import { log, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { RegistrationActivities } from '../../activities/accounts/contract.ts';
import {
  codeLifeMs,
  codeResends,
  codeTries,
  registrationLifeMs,
  type RegistrationRefusal,
  type RegistrationStep,
} from '../../domain/account/registration-rules.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { quickOrPatient } from '../quick-or-patient.ts';
import type {
  CodeEntry,
  Received,
  RegistrationAnswer,
  RegistrationInput,
  RegistrationView,
} from './contract.ts';
import { details } from './operator-view.ts';

const recording = quickOrPatient<RegistrationActivities>('enregistre l’inscription');

const attemptLimit = '15 seconds';
const longestPause = '1 minute';
const resultLimit = '1 day';

/** A registration as its workflow holds it: one clock and one count of tries, wherever the messages come from. */
export class RegistrationFile {
  private readonly registrationId: string;
  private readonly codeExpiresAt: Instant;
  private readonly erasedAt: Instant;
  private current: RegistrationStep = 'email_code';
  private triesLeft = codeTries;
  private resendsLeft = codeResends;
  private codeSentAt: Instant;
  private queue: Promise<unknown> = Promise.resolve();

  constructor({ registrationId, startedAt }: RegistrationInput) {
    this.registrationId = registrationId;
    this.codeSentAt = startedAt;
    this.codeExpiresAt = later(startedAt, codeLifeMs);
    this.erasedAt = later(startedAt, registrationLifeMs);
    this.show();
  }

  /** Where it stands. */
  get step(): RegistrationStep {
    return this.current;
  }

  /** For the query. */
  get view(): RegistrationView {
    const { triesLeft, resendsLeft, codeSentAt, codeExpiresAt, erasedAt } = this;
    return { step: this.current, triesLeft, resendsLeft, codeSentAt, codeExpiresAt, erasedAt };
  }

  /** Sends the first code. Gives up when the code's time is over. */
  async sendCode(): Promise<void> {
    const sequence = codeResends - this.resendsLeft + 1;
    const left = Math.max(1, Date.parse(this.codeExpiresAt) - Date.now());
    const activities = mailing(`code ${sequence}`, left);
    await activities
      .sendRegistrationCode({ registrationId: this.registrationId, sequence })
      .catch(noteUnsent);
  }

  /** Takes an entered code. */
  enterCode({ attemptId, receivedAt }: CodeEntry): Promise<RegistrationAnswer> {
    return this.inTurn(async () => {
      if (this.current !== 'email_code') return obstacle[this.current];
      if (receivedAt > this.codeExpiresAt) return await this.end('expired', 'email_code_expired');
      const { registrationId } = this;
      const isRight = await recording((activities) =>
        activities.tryRegistrationCode({ registrationId, attemptId }),
      );
      if (isRight) return this.advance('profile');
      this.triesLeft -= 1;
      this.show();
      return this.triesLeft > 0 ? 'email_code_wrong' : await this.end('dead', 'email_code_dead');
    });
  }

  /** Sends another code in place of the one before; clock and tries go on as they were. */
  sendAgain({ receivedAt }: Received): Promise<RegistrationAnswer> {
    return this.inTurn(async () => {
      if (this.current !== 'email_code') return obstacle[this.current];
      if (receivedAt > this.codeExpiresAt) return await this.end('expired', 'email_code_expired');
      if (this.resendsLeft === 0) return 'email_code_sent_too_often';
      this.resendsLeft -= 1;
      this.codeSentAt = receivedAt;
      // Not waited for: how long the mail takes must not tell whom it went to.
      void this.sendCode();
      return null;
    });
  }

  /** Makes the account of what is kept in Postgres. */
  complete(): Promise<RegistrationAnswer> {
    return this.inTurn(async () => {
      if (this.current === 'completed') return null;
      if (this.current === 'email_code') return 'email_code_missing';
      if (this.current !== 'profile') return obstacle[this.current];
      const { registrationId } = this;
      const result = await recording((activities) => activities.openRegisteredAccount({ registrationId }));
      if (result === 'incomplete') return 'profile_missing';
      void this.tell(result);
      if (result === 'taken') return await this.end('failed', 'registration_over');
      return this.advance('completed');
    });
  }

  /** The code's time is over, unless it was entered meanwhile. */
  async expire(): Promise<void> {
    await this.inTurn(async () => (this.current === 'email_code' ? await this.end('expired', null) : null));
  }

  /** Takes nothing more, and erases all that is left. */
  async close(): Promise<void> {
    await this.inTurn(async () => {
      if (this.current !== 'completed') this.advance('expired');
      const { registrationId } = this;
      await recording((activities) => activities.eraseRegistration({ registrationId }));
      return null;
    });
  }

  private async tell(result: 'opened' | 'taken'): Promise<void> {
    const { registrationId } = this;
    const activities = mailing(result, resultLimit);
    await activities.sendRegistrationResult({ registrationId, result }).catch(noteUnsent);
    if (result === 'taken') await this.eraseContents();
  }

  private async end(
    step: 'expired' | 'dead' | 'failed',
    refusal: RegistrationRefusal | null,
  ): Promise<RegistrationRefusal | null> {
    this.advance(step);
    // Who has an account already is read from the contents, for the mail that says so.
    if (step !== 'failed') await this.eraseContents();
    return refusal;
  }

  private async eraseContents(): Promise<void> {
    const { registrationId } = this;
    await recording((activities) => activities.eraseRegistrationContents({ registrationId }));
  }

  private advance(step: RegistrationStep): null {
    this.current = step;
    this.show();
    return null;
  }

  private show(): void {
    setCurrentDetails(details(this.view));
  }

  private inTurn(act: () => Promise<RegistrationRefusal | null>): Promise<RegistrationAnswer> {
    const turn = this.queue.then(async () => ({ refused: await act(), view: this.view }));
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

/** Why a code is of no use any more, by where the registration stands. */
const obstacle: Readonly<Record<Exclude<RegistrationStep, 'email_code'>, RegistrationRefusal>> = {
  profile: 'email_code_used',
  completed: 'registration_over',
  expired: 'email_code_expired',
  dead: 'email_code_dead',
  failed: 'registration_over',
};

function mailing(summary: string, limit: number | string): RegistrationActivities {
  return proxyActivities<RegistrationActivities>({
    summary,
    startToCloseTimeout: attemptLimit,
    scheduleToCloseTimeout: limit as number,
    retry: { initialInterval: '200 milliseconds', maximumInterval: longestPause },
  });
}

function noteUnsent(): void {
  log.warn('mail not sent');
}

// Without the calendar's library, which each workflow that starts would load.
function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString() as Instant;
}
