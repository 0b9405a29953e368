import { defineEntity, p } from '@mikro-orm/postgresql';

/** Which version of the terms a trainee accepted, and when. */
export const TermsAcceptance = defineEntity({
  name: 'TermsAcceptance',
  tableName: 'terms_acceptances',
  properties: {
    traineeId: p.uuid().primary(),
    termsVersion: p.text().primary(),
    acceptedAt: p.datetime(),
  },
});

/** A displayed code that was not answered yet. */
export const Captcha = defineEntity({
  name: 'Captcha',
  tableName: 'captchas',
  properties: { id: p.uuid().primary(), expiresAt: p.datetime() },
});

/** What a registration has gathered, sealed; its workflow alone decides where it stands. */
export const Registration = defineEntity({
  name: 'Registration',
  tableName: 'registrations',
  properties: {
    id: p.uuid().primary(),
    browserHash: p.blob(),
    fingerprint: p.blob(),
    traineeId: p.uuid(),
    identityCiphertext: p.blob().nullable(),
    identityKeyId: p.text().nullable(),
    profileCiphertext: p.blob().nullable(),
    profileKeyId: p.text().nullable(),
    provenBy: p.uuid().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A code that was sent, hashed. */
export const RegistrationCode = defineEntity({
  name: 'RegistrationCode',
  tableName: 'registration_codes',
  properties: {
    registrationId: p.uuid().primary(),
    sequence: p.integer().primary(),
    codeHash: p.blob().primary(),
  },
});

/** A code as somebody entered it, hashed: the workflow is told its id alone. */
export const RegistrationAttempt = defineEntity({
  name: 'RegistrationAttempt',
  tableName: 'registration_attempts',
  properties: {
    id: p.uuid().primary(),
    registrationId: p.uuid(),
    codeHash: p.blob(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** What a mail to an account's owner is about. */
export const AccountRequest = defineEntity({
  name: 'AccountRequest',
  tableName: 'account_requests',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    traineeId: p.uuid().nullable(),
    newEmailCiphertext: p.blob().nullable(),
    newEmailKeyId: p.text().nullable(),
    /** Who wants to take the account over. */
    franceconnectSubject: p.text().nullable(),
    tokenHash: p.blob().nullable(),
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Wrong logins of one account, one device or one address. */
export const LoginGuard = defineEntity({
  name: 'LoginGuard',
  tableName: 'login_guards',
  properties: {
    key: p.text().primary(),
    failures: p.integer(),
    blockedUntil: p.datetime(),
    lastFailureAt: p.datetime(),
  },
});

/** A trainee's second factor (TOTP). */
export const SecondFactor = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factors',
  properties: {
    traineeId: p.uuid().primary(),
    secretCiphertext: p.blob(),
    secretKeyId: p.text(),
    confirmedAt: p.datetime().nullable(),
    lastStep: p.bigint(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A code that opens the account once when the second factor is lost. */
export const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_codes',
  properties: { traineeId: p.uuid().primary(), codeHash: p.blob().primary() },
});
