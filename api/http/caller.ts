/** A person with training rights, known by their session. */
export interface TraineeCaller {
  readonly role: 'trainee';
  readonly id: string;
}

/** A training organisation, known by its API key. */
export interface OrganisationCaller {
  readonly role: 'organisation';
  readonly id: string;
}

/** Whoever makes a request and is known. */
export type Caller = TraineeCaller | OrganisationCaller;
