import type { MemberRole } from '../../domain/organisation/permissions.ts';

/** A person with training rights, known by their session. */
export interface TraineeCaller {
  readonly role: 'trainee';
  readonly id: string;
}

/** An organisation's software, known by its API key. */
export interface KeyActor {
  readonly type: 'key';
  readonly id: string;
}

/** A person who works for an organisation, known by their session. */
export interface MemberActor {
  readonly type: 'member';
  readonly id: string;
  readonly role: MemberRole;
  /** Whether they have a second factor, and so gave it at this login. */
  readonly secondFactor: boolean;
}

/** A training organisation: `id` is its own, `by` says who acts in its name. */
export interface OrganisationCaller {
  readonly role: 'organisation';
  readonly id: string;
  readonly by: KeyActor | MemberActor;
}

/** An organisation's member, in their own affairs. */
export interface MemberCaller extends OrganisationCaller {
  readonly by: MemberActor;
}

/** Whoever makes a request and is known. */
export type Caller = TraineeCaller | OrganisationCaller;
