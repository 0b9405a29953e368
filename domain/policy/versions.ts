import { DomainError } from '../errors.ts';
import { cents } from '../money.ts';
import type { Policy, PolicyVersion } from './policy.ts';

const defaults: Policy = {
  version: '2026-01',

  organisationReply: 2,
  prerequisitesAcknowledgement: 2,
  prerequisitesReply: 30,
  traineeValidation: 4,
  paymentRenewalGrace: 1,
  settlingMarginMs: 60_000,

  withdrawalPeriod: 14,
  freeCancellationBefore: 7,
  refundWithinCalendarDays: 30,
  maxOpenRequestsPerTraining: 5,
  earliestSessionStart: 11,
  mandatoryContribution: { cents: cents(0), waivedFor: [] },
  draftKeptMonths: 6,
  recordKeptMonths: 60,
  maxPriceCents: cents(10_000_000),
  smallestCardPaymentCents: cents(50),
};

const fromMay: Policy = {
  ...defaults,
  version: '2026-05',
  withdrawalPeriod: 11,
  mandatoryContribution: { cents: cents(10_320), waivedFor: ['job_seeker'] },
};

// A published version never changes: dossiers sent under it are still judged by it. Add a new one instead.
const policies: Readonly<Record<PolicyVersion, Policy>> = {
  '2026-01': defaults,
  '2026-05': fromMay,
  '2026-01-from-today': { ...defaults, version: '2026-01-from-today', earliestSessionStart: 0 },
  '2026-05-from-today': { ...fromMay, version: '2026-05-from-today', earliestSessionStart: 0 },
};

/** Lists the versions that exist, oldest first, for the configuration to choose from; then their variants. */
export const policyVersions: readonly PolicyVersion[] = [
  '2026-01',
  '2026-05',
  '2026-01-from-today',
  '2026-05-from-today',
];

/** Tells whether a text names a version that exists. */
export function isPolicyVersion(text: string): text is PolicyVersion {
  return Object.hasOwn(policies, text);
}

/** Gives the values of a version, from a dossier or the configuration. Throws `unknown_policy_version`. */
export function policyOf(version: string): Policy {
  if (!isPolicyVersion(version)) {
    throw new DomainError('unknown_policy_version', 'Cette version des règles n’existe pas.', { version });
  }
  return policies[version];
}
