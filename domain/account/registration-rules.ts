/** How long the code sent by email counts, in milliseconds. */
export const codeLifeMs = 15 * 60_000;

/**
 * How long after the code's time its timer waits, in milliseconds: more than a request may last, so that a code received in time
 * is never beaten by it.
 */
export const codeMarginMs = 60_000;

/** Wrong entries after which the code is dead. */
export const codeTries = 4;

/** How often the code may be sent again: enough for a mail that got lost, too few to flood somebody's mailbox. */
export const codeResends = 3;

/** How long an unfinished registration is kept, in milliseconds, from its start. */
export const registrationLifeMs = 24 * 60 * 60_000;

/** Where a registration stands; `dead` after too many wrong codes, `failed` when no account could be made of it. */
export type RegistrationStep = 'email_code' | 'profile' | 'completed' | 'expired' | 'dead' | 'failed';

/** Why a registration does not take what it was sent. */
export type RegistrationRefusal =
  | 'email_code_wrong'
  | 'email_code_dead'
  | 'email_code_expired'
  | 'email_code_used'
  | 'email_code_sent_too_often'
  | 'email_code_missing'
  | 'profile_missing'
  | 'registration_over';
