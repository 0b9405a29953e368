import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { RegistrationRefusal, RegistrationStep } from '../../domain/account/registration-rules.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';

/** The workflow's type name, as it stands in histories. */
export const registrationWorkflowType = 'registration';

/** The one builder of a registration's workflow id. */
export function registrationWorkflowId(registrationId: string): string {
  return `registration-${registrationId}`;
}

/** What the workflow is started with: ids and an instant, nothing about the person. */
export interface RegistrationInput {
  registrationId: string;
  /** When the request was received: the code's time runs from here. */
  startedAt: Instant;
}

/** Where a registration stands, as its owner's browser is told. */
export interface RegistrationView {
  step: RegistrationStep;
  /** Wrong codes that are still allowed. */
  triesLeft: number;
  /** How often the code may still be sent again. */
  resendsLeft: number;
  /** When the newest code was asked for. */
  codeSentAt: Instant;
  codeExpiresAt: Instant;
  /** When an unfinished registration is erased. */
  erasedAt: Instant;
}

/** What the sender of a message learns: a refusal or none, and where the registration stands after it. */
export interface RegistrationAnswer {
  refused: RegistrationRefusal | null;
  view: RegistrationView;
}

/** A code that was entered: it stands hashed in Postgres under this id. */
export interface CodeEntry {
  attemptId: string;
  receivedAt: Instant;
}

/** Any other message. */
export interface Received {
  receivedAt: Instant;
}

/** A code was entered. */
export const enterCodeUpdate = defineUpdate<RegistrationAnswer, [CodeEntry]>('enterCode');

/** The code is to be sent again. */
export const sendAgainUpdate = defineUpdate<RegistrationAnswer, [Received]>('sendAgain');

/** The profile is kept in Postgres, and the terms are accepted: the account may be made. */
export const completeUpdate = defineUpdate<RegistrationAnswer, [Received]>('complete');

/** Where the registration stands. */
export const registrationViewQuery = defineQuery<RegistrationView>('registrationView');
