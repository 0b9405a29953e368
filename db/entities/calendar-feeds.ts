import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Audience } from '../../domain/notices/notice-kinds.ts';

/** The private address of somebody's calendar; one each, known by the hash of its token. */
export const CalendarFeed = defineEntity({
  name: 'CalendarFeed',
  tableName: 'calendar_feeds',
  properties: {
    tokenHash: p.blob().primary(),
    audience: p.text().$type<Audience>(),
    /** A trainee or an organisation, by the audience. */
    ownerId: p.uuid(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
