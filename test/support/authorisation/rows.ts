/** The expected status for each caller, in this order. */
export const callers = [
  'nobody',
  'owner',
  'otherTrainee',
  'organisation',
  'otherOrganisation',
  'otherAdministrator',
  'agent',
  'administrator',
  'administratorWithFactor',
] as const;
/** What each caller gets. */
export type Row = readonly number[];

/** The same for everybody. */
export const open = (status = 200): Row => callers.map(() => status);
/** What trainees may do, each with what is theirs. */
export const trainees = (own: number, others = own): Row => [401, own, others, 401, 401, 401, 401, 401, 401];
/** By key, and by members: what all of them may do, with a second factor or without. */
export const organisations = (own: number, others = own): Row => [
  ...[401, 401, 401],
  ...[own, others, others],
  ...[own, own, own],
];
/** What members may do with a second factor only. */
export const withFactor = (own: number, others = own): Row => [
  ...[401, 401, 401],
  ...[own, others, others],
  ...[403, 403, own],
];
/** What only administrators may do, never a key. */
export const administrators = (own: number, others = own, { factor = true } = {}): Row => [
  ...[401, 401, 401],
  ...[403, 403, others],
  ...[403, factor ? 403 : own, own],
];
/** What administrators may do, and keys. */
export const webhooks = (own: number, others = own, { factor = true } = {}): Row => [
  ...[401, 401, 401],
  ...[own, others, others],
  ...[403, factor ? 403 : own, own],
];
/** What members do for themselves. */
export const members = (agent: number, administrator = agent, withFactor = administrator): Row => [
  ...[401, 401, 401],
  ...[401, 401, withFactor],
  ...[agent, administrator, withFactor],
];
/** A page sends whoever is not logged in as a trainee to the login. */
export const pages = (own: number, others = own): Row => [303, own, others, 303, 303, 303, 303, 303, 303];
/** A page of organisations sends whoever is not logged in as a member to the members' login; keys open no page. */
export const memberPages = (own: number, others = own): Row => [
  ...[303, 303, 303, 303, 303, others],
  ...[own, own, own],
];
/** A page of organisations that only administrators see; what changes something needs their second factor too. */
export const administratorPages = (own: number, others = own, { factor = true } = {}): Row => [
  ...[303, 303, 303, 303, 303, others],
  ...[403, factor ? 403 : own, own],
];
/** A page of organisations that every member uses, with a second factor only. */
export const factorPages = (own: number, others = own): Row => [
  ...[303, 303, 303, 303, 303, others],
  ...[403, 403, own],
];
