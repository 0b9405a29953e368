import { describe, expect, test } from '@jest/globals';
import { isPolicyVersion, policyOf, policyVersions } from '../../../domain/policy/versions.ts';

describe('policy versions', () => {
  test('the version of January 2026 holds the default values', () => {
    expect(policyOf('2026-01')).toEqual({
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
      mandatoryContribution: { cents: 0, waivedFor: [] },
      draftKeptMonths: 6,
      recordKeptMonths: 60,
      maxPriceCents: 10_000_000,
      smallestCardPaymentCents: 50,
    });
  });

  test('the version of May 2026 changes the withdrawal period and the contribution only', () => {
    expect(policyOf('2026-05')).toEqual({
      ...policyOf('2026-01'),
      version: '2026-05',
      withdrawalPeriod: 11,
      mandatoryContribution: { cents: 10_320, waivedFor: ['job_seeker'] },
    });
  });

  test.each(['2026-01', '2026-05'] as const)('its variant lets a session of %s start at once', (month) => {
    const version = `${month}-from-today` as const;
    expect(policyOf(version)).toEqual({ ...policyOf(month), version, earliestSessionStart: 0 });
  });

  test('every listed version exists and knows its own name', () => {
    expect(policyVersions.map((version) => policyOf(version).version)).toEqual(policyVersions);
  });

  test.each(['2025-01', '', 'toString', '__proto__'])('the version %j is refused', (version) => {
    expect(isPolicyVersion(version)).toBe(false);
    expect(() => policyOf(version)).toThrow(expect.objectContaining({ code: 'unknown_policy_version' }));
  });
});
