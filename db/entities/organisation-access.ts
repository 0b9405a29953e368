import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Language } from '../../domain/language.ts';
import type { MemberRole } from '../../domain/organisation/permissions.ts';

/** A key by which an organisation's software signs in: only its hash is kept. */
export const OrganisationApiKey = defineEntity({
  name: 'OrganisationApiKey',
  tableName: 'organisation_api_keys',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    name: p.text(),
    /** The first characters, to tell keys apart on a page. */
    prefix: p.text(),
    hash: p.blob(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    /** The member who made it; null for the operators' command. */
    createdBy: p.uuid().nullable(),
    /** When a key that was replaced stops working. */
    expiresAt: p.datetime().nullable(),
    replacedBy: p.uuid().nullable(),
    /** Sealed (`db/secret-box.ts`); its requests must be signed where there is one. */
    signingSecret: p.blob().nullable(),
  },
});

/** A nonce that signed a request: worth nothing a second time. */
export const ApiKeyNonce = defineEntity({
  name: 'ApiKeyNonce',
  tableName: 'organisation_api_key_nonces',
  primaryKeys: ['keyId', 'nonce'],
  properties: { keyId: p.uuid().primary(), nonce: p.text().primary(), expiresAt: p.datetime() },
});

/** A person who works for an organisation and signs in on its pages. */
export const OrganisationMember = defineEntity({
  name: 'OrganisationMember',
  tableName: 'organisation_members',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    email: p.text(),
    /** Null until the invitation is accepted. */
    name: p.text().nullable(),
    role: p.text().$type<MemberRole>(),
    status: p.text().$type<'invited' | 'active' | 'disabled'>(),
    passwordHash: p.text().nullable(),
    /** Sealed (`db/secret-box.ts`); counts once `totpConfirmedAt` is set. */
    totpSecret: p.blob().nullable(),
    totpConfirmedAt: p.datetime().nullable(),
    /** The step of time of the last code that was accepted: none is accepted twice. */
    totpLastStep: p.bigint().nullable(),
    /** Sessions opened before are over. */
    sessionsFrom: p.datetime().defaultRaw('now()'),
    /** In which language they are written to personally; null for that of their organisation. */
    language: p.text().$type<Language>().nullable(),
    invitedBy: p.uuid().nullable(),
    lastLoginAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A link that was mailed to a member, to accept an invitation or to replace a lost password: only its token's hash is kept. */
export const OrganisationInvitation = defineEntity({
  name: 'OrganisationInvitation',
  tableName: 'organisation_invitations',
  properties: {
    id: p.uuid().primary(),
    memberId: p.uuid(),
    purpose: p.text().$type<'invitation' | 'password_reset'>().default('invitation'),
    tokenHash: p.blob(),
    /** Until it is mailed (`db/secret-box.ts`). */
    tokenSealed: p.blob().nullable(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A code that stands in for a lost second factor, once. */
export const MemberRecoveryCode = defineEntity({
  name: 'MemberRecoveryCode',
  tableName: 'organisation_member_recovery_codes',
  primaryKeys: ['memberId', 'codeHash'],
  properties: { memberId: p.uuid().primary(), codeHash: p.blob().primary(), usedAt: p.datetime().nullable() },
});

/** Who of an organisation sent a message to a dossier: one of its members, or one of its keys. */
export const OrganisationMessage = defineEntity({
  name: 'OrganisationMessage',
  tableName: 'organisation_messages',
  primaryKeys: ['number', 'messageId'],
  properties: {
    number: p.text().primary(),
    messageId: p.text().primary(),
    memberId: p.uuid().nullable(),
    keyId: p.uuid().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
