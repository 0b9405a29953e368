import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { MemberRole } from '../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../http/caller.ts';
import { absoluteMs, facesOf, type ProvenAccount, renewed, secondStepMs } from './session-life.ts';

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
 * request: a member who gets another role feels it at once.
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
    where id = ${memberId} and status = 'active'`.execute(queries(em));
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
  { id: memberId, sessionsFrom }: ProvenAccount,
  { secondFactor, now }: { secondFactor: boolean; now: number },
): Promise<void> {
  await renewed(req.session);
  const data = {
    memberId,
    sessionsFrom,
    memberSecondFactor: secondFactor,
    startedAt: now,
    provenAt: now,
    ...facesOf(req),
  };
  Object.assign(req.session, data);
}

/** Waits for a member's second factor, under a new id. `now` in epoch milliseconds. */
export async function awaitMemberFactor(
  req: Request,
  { id: pendingMemberId, sessionsFrom }: ProvenAccount,
  now: number,
): Promise<void> {
  await renewed(req.session);
  Object.assign(req.session, { pendingMemberId, sessionsFrom, pendingSince: now });
}

/** The member whose password was right and whose second factor is missing; null when there is none, or since too long. */
export function pendingMemberOf(session: Partial<SessionData>, now: number): ProvenAccount | null {
  const { pendingMemberId: id, pendingSince, sessionsFrom } = session;
  if (id === undefined || pendingSince === undefined || sessionsFrom === undefined) return null;
  return now - pendingSince > secondStepMs ? null : { id, sessionsFrom };
}
