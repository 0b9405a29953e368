/** What a member of an organisation is there. */
export type MemberRole = 'administrator' | 'agent';

/** The roles, for schemas. */
export const memberRoles = ['administrator', 'agent'] as const satisfies readonly MemberRole[];

/** Who acts for an organisation, as far as permissions go. */
export type OrganisationActor =
  | { readonly type: 'key' }
  | { readonly type: 'member'; readonly role: MemberRole; readonly secondFactor: boolean };

/** What may be done in an organisation's name. */
export type OrganisationPermission =
  | 'read_dossiers'
  | 'reply_to_dossiers'
  | 'read_sessions'
  | 'publish_sessions'
  | 'read_members'
  | 'manage_members'
  | 'read_keys'
  | 'manage_keys'
  | 'read_webhooks'
  | 'manage_webhooks'
  | 'read_preferences'
  | 'manage_preferences';

/** Who has a permission, and whether a member needs a second factor to use it. */
export interface PermissionRule {
  readonly roles: readonly MemberRole[];
  readonly keys: boolean;
  readonly secondFactor: boolean;
}

const everybody = { roles: memberRoles, keys: true } as const;
const administrators = { roles: ['administrator'], keys: true } as const;
// A stolen key must not make itself other keys, nor let people in.
const peopleOnly = { roles: ['administrator'], keys: false } as const;

/**
 * Which role may do what: the one table, read by every route of an organisation. What can do lasting harm to many (offers,
 * people, keys, webhooks) needs a second factor; reading and replying, which has a deadline, does not.
 */
export const organisationPermissions: Readonly<Record<OrganisationPermission, PermissionRule>> = {
  read_dossiers: { ...everybody, secondFactor: false },
  reply_to_dossiers: { ...everybody, secondFactor: false },
  read_sessions: { ...everybody, secondFactor: false },
  publish_sessions: { ...everybody, secondFactor: true },
  read_members: { ...peopleOnly, secondFactor: false },
  manage_members: { ...peopleOnly, secondFactor: true },
  read_keys: { ...peopleOnly, secondFactor: false },
  manage_keys: { ...peopleOnly, secondFactor: true },
  read_webhooks: { ...administrators, secondFactor: false },
  manage_webhooks: { ...administrators, secondFactor: true },
  read_preferences: { ...everybody, secondFactor: false },
  manage_preferences: { ...administrators, secondFactor: false },
};

/** Says whether somebody may do something, or what keeps them from it. */
export function mayDo(
  actor: OrganisationActor,
  permission: OrganisationPermission,
): 'allowed' | 'not_permitted' | 'second_factor_required' {
  const { roles, keys, secondFactor } = organisationPermissions[permission];
  if (actor.type === 'key') return keys ? 'allowed' : 'not_permitted';
  if (!roles.includes(actor.role)) return 'not_permitted';
  return secondFactor && !actor.secondFactor ? 'second_factor_required' : 'allowed';
}

/** Everything that somebody may do now, for pages to show. */
export function permissionsOf(actor: OrganisationActor): OrganisationPermission[] {
  const all = Object.keys(organisationPermissions) as OrganisationPermission[];
  return all.filter((permission) => mayDo(actor, permission) === 'allowed');
}
