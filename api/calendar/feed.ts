import { createHash } from 'node:crypto';
import { queries } from '../../db/database.ts';
import {
  feedMadeAt,
  hashOfToken,
  makeFeed,
  openDossiersOf,
  ownerOfFeed,
  revokeFeed,
} from '../../db/notices/calendar-feeds.ts';
import { organisationCalendar, traineeCalendar } from '../../domain/dossier/calendar-file.ts';
import type { Caller } from '../http/caller.ts';
import { done, type Reply } from '../http/reply.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

type From = Exchange<Caller>;

/** Says whether the caller's calendar has an address, and since when; the address itself is shown once only. */
export async function readFeed({ em, caller }: From) {
  const madeAt = await feedMadeAt(queries(em), ownerOf(caller));
  return { createdAt: madeAt === null ? null : new Date(Math.floor(madeAt)).toISOString() };
}

/** Gives the caller's calendar a new address, for which the one before stops working. */
export async function openFeed(from: From): Promise<Reply> {
  return { status: 201, json: { url: await newFeedAddress(from) } };
}

/** The same, as the address alone. */
export async function newFeedAddress({ em, caller, services }: From): Promise<string> {
  const token = await makeFeed(queries(em), ownerOf(caller));
  const base = services.config.PUBLIC_URL.replace(/\/$/, '');
  return `${base}/api/calendars/${token}.ics`;
}

/** Revokes the address of the caller's calendar. */
export async function closeFeed({ em, caller }: From): Promise<Reply> {
  await revokeFeed(queries(em), ownerOf(caller));
  return done;
}

/** Writes the calendar of an address, or 304 for a reader who has it. Throws `calendar_not_found`, `too_many_requests`. */
export async function readCalendar({ em, services, req }: Exchange, token: string): Promise<Reply> {
  await services.rateLimits.count('calendarReadsOfNetwork', networkOf(req));
  const tokenHash = hashOfToken(token);
  const open = queries(em);
  const owner = await ownerOfFeed(open, tokenHash);
  if (owner === null) throw new Problem('calendar_not_found');
  await services.rateLimits.count('calendarReads', tokenHash.toString('hex'));
  const dossiers = (await openDossiersOf(open, owner)).map(({ dossier, updatedAt }) => ({
    dossier,
    stamp: updatedAt,
  }));
  const body = owner.audience === 'trainee' ? traineeCalendar(dossiers) : organisationCalendar(dossiers);
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  // Asked for anew each time, so that a revoked address stops at once.
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' };
  if (isKnown(req.get('If-None-Match'), tag)) return { status: 304, headers };
  return { status: 200, text: { type: 'text/calendar; charset=utf-8', body }, headers };
}

/** Proxies may weaken a tag on its way (RFC 9110, 13.1.2: the comparison is the weak one). */
function isKnown(sent: string | undefined, tag: string): boolean {
  const tags = (sent ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}

function ownerOf({ role, id }: Caller) {
  return { audience: role, id };
}
