/** Why a trainee may owe no mandatory contribution: how a person reads it, and where the exemption comes from. */
export const contributionExemptions = {
  job_seeker: {
    label: 'demandeur d’emploi',
    source: 'domain.md, Policy values: "103.20 € in 2026, waived for job seekers"',
  },
} as const satisfies Readonly<Record<string, { label: string; source: string }>>;

/** A reason not to owe the mandatory contribution; each policy version lists those that it knows. */
export type ContributionExemption = keyof typeof contributionExemptions;
