/** The version of the terms that a trainee accepts when validating; kept with the agreement. */
export const currentTermsVersion = '2026-01';
