import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Language } from '../../domain/language.ts';
import { queries as queriesOf } from '../database.ts';
import type { SecretBox } from '../secret-box.ts';
import { spokenLanguage } from './member-language.ts';

/** What a member is mailed a link for. */
export type LinkPurpose = 'invitation' | 'password_reset';

/** A link to mail: its token is kept sealed until then, afterwards as a hash alone. */
export interface NewLink {
  id: string;
  token: string;
  tokenHash: Buffer;
  tokenSealed: Buffer;
}

/** Draws the token of a new link, 32 random bytes. */
export function newLink(box: SecretBox): NewLink {
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  return { id, token, tokenHash: hashOfToken(token), tokenSealed: box.seal(token, linkContext(id)) };
}

/** A link as its mail needs it. */
export interface LinkToMail {
  to: string;
  token: string;
  organisation: string;
  language: Language;
}

/** Reads a link that is to be mailed; null once it was mailed, used or replaced. */
export async function linkToMail(em: EntityManager, box: SecretBox, id: string): Promise<LinkToMail | null> {
  const { rows } = await sql<Omit<LinkToMail, 'token'> & { sealed: Buffer }>`
    select member.email as "to", link.token_sealed as sealed, organisation.name as organisation,
      ${spokenLanguage} as language
    from organisation_invitations link
    join organisation_members member on member.id = link.member_id
    join organisations organisation on organisation.id = member.organisation_id
    where link.id = ${id} and link.token_sealed is not null and link.expires_at > now()`.execute(
    queriesOf(em),
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { sealed, ...addressed } = row;
  return { ...addressed, token: box.open(sealed, linkContext(id)) };
}

/** Notes that a link was mailed: from now on only its owner knows the token. */
export async function linkMailed(em: EntityManager, id: string): Promise<void> {
  await sql`update organisation_invitations set token_sealed = null where id = ${id}`.execute(queriesOf(em));
}

/** Uses a link up: once, even when it is sent twice at the same time. False when it is no longer good. */
export async function useLink(em: EntityManager, id: string): Promise<boolean> {
  const { rows } = await sql`
    update organisation_invitations set used_at = now(), token_sealed = null
    where id = ${id} and used_at is null and expires_at > now() returning id`.execute(queriesOf(em));
  return rows.length === 1;
}

/** Ends every link of a member that was not used. */
export async function endLinks(em: EntityManager, memberId: string, purpose?: LinkPurpose): Promise<void> {
  await sql`
    update organisation_invitations set expires_at = now(), token_sealed = null
    where member_id = ${memberId} and used_at is null and expires_at > now()
      and purpose = coalesce(${purpose ?? null}, purpose)`.execute(queriesOf(em));
}

/** What is kept of a token. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What a token that is still to be mailed is sealed for. */
export function linkContext(linkId: string): string {
  return `invitation:${linkId}`;
}
