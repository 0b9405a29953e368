import { z } from 'zod';
import { closeFeed, openFeed, readCalendar, readFeed } from '../calendar/feed.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { instantSchema } from '../schemas/parts.ts';

const tag = 'calendars';
const feedSchema = z
  .object({ createdAt: instantSchema.nullable().meta({ description: 'Null without an address.' }) })
  .meta({ id: 'CalendarFeed' });
const newFeedSchema = z
  .object({ url: z.string().meta({ description: 'Shown this once; whoever has it can read the calendar.' }) })
  .meta({ id: 'NewCalendarFeed' });

const trainees = { path: '/api/calendar-feed', access: 'trainee', tag } as const;
const organisations = { path: '/api/organisation/calendar-feed', access: 'organisation', tag } as const;
const asked = {
  method: 'get',
  summary: 'Whether our calendar has a private address',
  successes: [{ status: 200, description: 'Since when.', schema: feedSchema }],
} as const;
const opened = {
  method: 'post',
  summary: 'Give our calendar a private address; the one before stops working',
  successes: [{ status: 201, description: 'The address.', schema: newFeedSchema }],
} as const;
const closed = {
  method: 'delete',
  summary: 'Revoke the private address of our calendar',
  successes: [{ status: 204, description: 'Revoked, if there was one.' }],
} as const;

/** Calendars with private addresses: a trainee's deadlines and sessions, the deadlines that an organisation must keep. */
export const calendarFeedRoutes = [
  route({
    method: 'get',
    path: '/api/calendars/:token.ics',
    access: 'anyone',
    tag,
    summary: 'A calendar by its private address',
    params: z.object({ token: z.string().regex(/^[\w-]{43}$/) }),
    unknown: 'calendar_not_found',
    successes: [
      { status: 200, description: 'An iCalendar file.', mediaType: 'text/calendar', schema: z.string() },
    ],
    problems: ['too_many_requests'],
    handle: async (exchange) => await readCalendar(exchange, exchange.params.token),
  }),
  route({ ...trainees, ...asked, handle: async (exchange) => ok(await readFeed(exchange)) }),
  route({ ...trainees, ...opened, handle: async (exchange) => await openFeed(exchange) }),
  route({ ...trainees, ...closed, handle: async (exchange) => await closeFeed(exchange) }),
  route({
    ...{ ...organisations, ...asked, permission: 'read_preferences' },
    handle: async (exchange) => ok(await readFeed(exchange)),
  }),
  route({
    ...{ ...organisations, ...opened, permission: 'manage_preferences' },
    handle: async (exchange) => await openFeed(exchange),
  }),
  route({
    ...{ ...organisations, ...closed, permission: 'manage_preferences' },
    handle: async (exchange) => await closeFeed(exchange),
  }),
];
