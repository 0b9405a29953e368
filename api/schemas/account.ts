import { z } from 'zod';
import { instantSchema } from './parts.ts';
import { newPasswordSchema } from './registration.ts';
import { typedCodeSchema } from './text.ts';

const field = z.string().max(400);
const typedPassword = z.string().min(1).max(1_024);
const token = z.string().min(1).max(200);

/** Whose password is forgotten. */
export const passwordResetRequestSchema = z.strictObject({ nir: field }).meta({ id: 'PasswordResetRequest' });

/** A new password, by the link's token. */
export const passwordResetSchema = z
  .strictObject({ token, password: newPasswordSchema })
  .meta({ id: 'PasswordReset' });

/** A new password, by the old one. */
export const passwordChangeSchema = z
  .strictObject({ currentPassword: typedPassword, password: newPasswordSchema })
  .meta({ id: 'PasswordChange' });

/** Another email. */
export const emailChangeSchema = z
  .strictObject({ email: field, password: typedPassword })
  .meta({ id: 'EmailChange' });

/** A link's token. */
export const linkSchema = z.strictObject({ token }).meta({ id: 'Link' });

/** The password again, before something that matters. */
export const passwordAgainSchema = z.strictObject({ password: typedPassword }).meta({ id: 'PasswordAgain' });

/** A code of the second step, or a recovery code. */
export const secondStepSchema = z
  .strictObject({
    code: typedCodeSchema().min(1),
  })
  .meta({ id: 'SecondStep' });

/** The password again and a code, before new recovery codes. */
export const passwordAndCodeSchema = z
  .strictObject({ password: typedPassword, code: secondStepSchema.shape.code })
  .meta({ id: 'PasswordAndCode' });

/** The answer that says nothing. */
export const nothingSchema = z.object({}).meta({ id: 'Nothing' });

/** That the second step is missing. */
export const secondStepMissingSchema = z
  .object({ secondFactorRequired: z.literal(true) })
  .meta({ id: 'SecondStepMissing' });

/** The state of the second step. */
export const secondFactorSchema = z
  .object({ enabled: z.boolean(), recoveryCodesLeft: z.int() })
  .meta({ id: 'SecondFactor' });

/** A secret to keep in an application. */
export const secondFactorProposalSchema = z
  .object({ uri: z.string(), secret: z.string(), qrSvg: z.string() })
  .meta({ id: 'SecondFactorProposal' });

/** Recovery codes, shown once. */
export const recoveryCodesSchema = z
  .object({ recoveryCodes: z.array(z.string()) })
  .meta({ id: 'RecoveryCodes' });

/** One's sessions. */
export const sessionListSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        userAgent: z.string(),
        network: z.string(),
        current: z.boolean(),
        startedAt: instantSchema,
        lastSeenAt: instantSchema,
      }),
    ),
  })
  .meta({ id: 'SessionList' });
