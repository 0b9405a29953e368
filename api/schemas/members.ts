import { z } from 'zod';
import { languages } from '../../domain/language.ts';
import { memberRoles, organisationPermissions } from '../../domain/organisation/permissions.ts';
import { instantSchema } from './parts.ts';
import { lineSchema, typedCodeSchema } from './text.ts';

const longestName = 100;
const longestPassword = 1_000; // In UTF-16 units; the rules of a password count characters.
const roleSchema = z.enum(memberRoles).meta({ id: 'MemberRole' });
const permissions = Object.keys(organisationPermissions) as (keyof typeof organisationPermissions)[];
const memberLanguage = z.enum(languages).nullable().meta({
  description:
    'In which language mails to the member personally are written; null: that of the organisation.',
});
const emailSchema = z.string().min(3).max(320);
const passwordSchema = z.string().min(1).max(longestPassword);

/** Email and password. */
export const memberCredentialsSchema = z
  .strictObject({ email: emailSchema, password: passwordSchema })
  .meta({ id: 'MemberCredentials' });

/** A code of the second factor. */
export const codeSchema = z
  .strictObject({
    code: typedCodeSchema()
      .min(6)
      .meta({ description: 'Six digits of the app, or a recovery code where one is taken.' }),
  })
  .meta({ id: 'SecondFactorCode' });

/** One's password once more. */
export const memberPasswordSchema = z
  .strictObject({ password: passwordSchema })
  .meta({ id: 'MemberPassword' });

/** Password and code, before what weakens or opens an access. */
export const factorProofSchema = z
  .strictObject({ password: passwordSchema, code: codeSchema.shape.code })
  .meta({ id: 'SecondFactorProof' });

/** Who is logged in for an organisation. */
export const memberSessionSchema = z
  .object({
    status: z.literal('logged_in'),
    member: z.object({
      id: z.uuid(),
      email: z.string(),
      name: z.string(),
      role: roleSchema,
      secondFactor: z.boolean(),
      language: memberLanguage,
    }),
    organisation: z.object({ id: z.uuid(), name: z.string() }),
    permissions: z.array(z.enum(permissions)).meta({ description: 'What this session may do now.' }),
    csrfToken: z.string(),
  })
  .meta({ id: 'MemberSession' });

/** The answer to a right password: logged in, or the second factor is awaited. */
export const memberLoginSchema = z
  .discriminatedUnion('status', [
    memberSessionSchema,
    z.object({ status: z.literal('second_factor_expected') }),
  ])
  .meta({ id: 'MemberLogin' });

/** A member as administrators see them. */
export const memberSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string().nullable(),
    role: roleSchema,
    status: z.enum(['invited', 'active', 'disabled']),
    secondFactor: z.boolean(),
    lastLoginAt: instantSchema.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Member' });

/** Somebody to invite. */
export const inviteeSchema = z
  .strictObject({ email: emailSchema, role: roleSchema.default('agent') })
  .meta({ id: 'Invitee' });

/** What an administrator changes of a member. */
export const memberChangeSchema = z
  .strictObject({ role: roleSchema.optional(), status: z.enum(['active', 'disabled']).optional() })
  .meta({ id: 'MemberChange' });

/** The token of an invitation's mail. */
export const invitationTokenSchema = z
  .strictObject({ token: z.string().min(1).max(100) })
  .meta({ id: 'InvitationToken' });

/** Who an invitation is for. */
export const invitationSchema = z
  .object({ email: z.string(), organisation: z.string() })
  .meta({ id: 'Invitation' });

/** The acceptance of an invitation. */
export const acceptanceSchema = z
  .strictObject({
    token: z.string().min(1).max(100),
    name: lineSchema(longestName),
    password: passwordSchema,
  })
  .meta({ id: 'InvitationAcceptance' });

/** A change of one's own password. */
export const passwordChangeSchema = z
  .strictObject({ currentPassword: passwordSchema, newPassword: passwordSchema })
  .meta({ id: 'MemberPasswordChange' });

/** The language of mails to oneself. */
export const memberLanguageSchema = z
  .strictObject({ language: memberLanguage })
  .meta({ id: 'MemberLanguage' });

/** A second factor to enter into an app. */
export const newFactorSchema = z
  .object({
    secret: z.string().meta({ description: 'Base 32, to type.' }),
    uri: z.string().meta({ description: '`otpauth:` address.' }),
    qrSvg: z.string().meta({ description: 'The address as a QR code, an SVG document.' }),
  })
  .meta({ id: 'NewSecondFactor' });

/** The codes that stand in for a second factor. */
export const recoveryCodesSchema = z
  .object({
    recoveryCodes: z.array(z.string()).meta({ description: 'Shown this once; each works once.' }),
  })
  .meta({ id: 'MemberRecoveryCodes' });

/** Whose password is forgotten. */
export const memberPasswordResetRequestSchema = z
  .strictObject({ email: emailSchema })
  .meta({ id: 'MemberPasswordResetRequest' });

/** A new password, by the link's token. */
export const memberPasswordResetSchema = z
  .strictObject({ token: z.string().min(1).max(200), password: passwordSchema })
  .meta({ id: 'MemberPasswordReset' });
