import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Language } from '../../domain/language.ts';
import { permissionsOf } from '../../domain/organisation/permissions.ts';
import { Problem } from '../problems/problem.ts';
import { csrfTokenOf } from '../security/csrf.ts';
import { memberOf } from '../security/session-member.ts';

interface MemberRow {
  email: string;
  name: string;
  language: Language | null;
  organisationName: string;
}

/** Who the session belongs to, what it may do, and the token for writes. Throws `authentication_required`. */
export async function memberSessionInfo(em: EntityManager, req: Request, now: number) {
  const caller = await memberOf(em, req.session, now);
  if (caller === null) throw new Problem('authentication_required');
  const { id, role, secondFactor } = caller.by;
  const { rows } = await sql<MemberRow>`
    select member.email, member.name, member.language, organisation.name as "organisationName"
    from organisation_members member join organisations organisation on organisation.id = member.organisation_id
    where member.id = ${id}`.execute(queries(em));
  const row = rows[0];
  if (row === undefined) throw new Problem('authentication_required');
  const { email, name, language, organisationName } = row;
  return {
    status: 'logged_in',
    member: { id, email, name, role, secondFactor, language },
    organisation: { id: caller.id, name: organisationName },
    permissions: permissionsOf(caller.by),
    csrfToken: csrfTokenOf(req),
  };
}
