import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { MemberRole } from '../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../http/caller.ts';
import { absoluteMs, facesOf, renewed } from './session-life.ts';

declare module 'express-session' {
  interface SessionData {
    /** The organisation's member who is logged in; a session is a trainee's or a member's, never both. */
    memberId?: string;
    /** Whether they gave their second factor in this session. */
    memberSecondFactor?: boolean;
    /** The member whose password was right and whose second factor is still awaited. */
    pendingMemberId?: string;
  }
}

/**
 * The member who is logged in; null when nobody is, or since too long, or when their access has ended meanwhile. Asked at every
 * request: a member who is disabled or gets another role feels it at once.
 */
export async function memberOf(
  em: EntityManager,
  session: Partial<SessionData>,
  now: number,
): Promise<MemberCaller | null> {
  const { memberId, startedAt, memberSecondFactor = false } = session;
  if (memberId === undefined || startedAt === undefined || now - startedAt > absoluteMs) return null;
  const { rows } = await sql<{ organisationId: string; role: MemberRole; hasSecondFactor: boolean }>`
    select organisation_id as "organisationId", role, totp_confirmed_at is not null as "hasSecondFactor"
    from organisation_members
    where id = ${memberId} and status = 'active' and sessions_from <= ${new Date(startedAt).toISOString()}`.execute(
    queries(em),
  );
  const member = rows[0];
  if (member === undefined) return null;
  const { organisationId, role, hasSecondFactor } = member;
  const secondFactor = hasSecondFactor && memberSecondFactor;
  return {
    role: 'organisation',
    id: organisationId,
    by: { type: 'member', id: memberId, role, secondFactor },
  };
}

/** Opens a session for a member, under a new id. `now` in epoch milliseconds. */
export async function openMemberSession(
  req: Request,
  { memberId, secondFactor, now }: { memberId: string; secondFactor: boolean; now: number },
): Promise<void> {
  await renewed(req.session);
  const data = { memberId, memberSecondFactor: secondFactor, startedAt: now, ...facesOf(req) };
  Object.assign(req.session, data);
}
