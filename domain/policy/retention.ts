/**
 * How long personal data is kept beyond its use (docs/security.md, "How long what is kept"). The record of a dossier has its own
 * period, which is a policy value (`recordKeptMonths`).
 */
export const retention = {
  /** Between the request for erasure and the first erasure: the account is closed, and can still be opened again. */
  reflectionDays: 30,
  /** A prepared export can be fetched. */
  exportDays: 7,
  /** That there was an export, without its contents. */
  exportRecordDays: 365,
  /** The record of who read what: a year at most is what the CNIL recommends for access logs. */
  accessLogDays: 365,
  /** A registration that its own workflow has not erased, which it does after a day. */
  lostRegistrationDays: 2,
  /** What a mail was about, after its link has expired. */
  accountRequestDays: 7,
  /** Wrong logins, after the last of them. */
  loginFailureDays: 30,
  /** What services told us (payments), and mails about an account: as long as a complaint about them is likely. */
  serviceEventDays: 400,
  /** What was sent to organisations' webhooks. */
  webhookLogDays: 30,
  /** A deleted draft, which nobody but its author has seen. */
  deletedDraftDays: 30,
} as const;

/** Milliseconds in a day of 24 hours: these periods are not counted in calendar days. */
export const dayMs = 24 * 60 * 60_000;
