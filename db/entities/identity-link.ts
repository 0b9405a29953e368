import { defineEntity, p } from '@mikro-orm/postgresql';

/** One person's identity at a provider, and the account that it opens: one for one. */
export const IdentityLink = defineEntity({
  name: 'IdentityLink',
  tableName: 'identity_links',
  primaryKeys: ['provider', 'subject'],
  properties: {
    provider: p.text().$type<'franceconnect'>().primary(),
    /** The provider's own name for the person (`sub`), different at each service. */
    subject: p.text().primary(),
    traineeId: p.uuid(),
    linkedAt: p.datetime().defaultRaw('now()'),
    lastLoginAt: p.datetime().defaultRaw('now()'),
  },
});
