import { z } from 'zod';
import { languages } from '../../domain/language.ts';
import { instantSchema } from './parts.ts';
import { typedCodeSchema } from './text.ts';

const longestField = 400;
const longestPassword = 1_024;
const longestProof = 4_000;

/** Text whose every half character has its other half: two passwords would otherwise be one. */
const wellFormed = z.string().refine((text) => !/\p{Cs}/u.test(text), {
  error: 'Ce texte contient des caractères non permis.',
});
const field = wellFormed.max(longestField);

/** A new password: what is wrong with it is said rule by rule, not here. */
export const newPasswordSchema = wellFormed.max(longestPassword);

/** A displayed code as it was read, or the proof of work in its place. */
const captchaAnswerSchema = z.union([
  z.strictObject({ id: z.uuid(), text: z.string().min(1).max(20) }),
  z.strictObject({
    id: z.uuid(),
    proof: z
      .string()
      .min(1)
      .max(longestProof)
      .meta({ description: 'ALTCHA payload: base64 of `{challenge, solution}`.' }),
  }),
]);

/** The first steps of a registration. */
export const registrationRequestSchema = z
  .strictObject({
    nir: field,
    birthName: field,
    email: field,
    password: newPasswordSchema,
    captcha: captchaAnswerSchema,
    language: z
      .enum(languages)
      .optional()
      .meta({ description: 'Of the mails to this person; `fr` unless given.' }),
  })
  .meta({ id: 'RegistrationRequest' });

/** The same for whoever FranceConnect+ vouches for: the birth name is known. */
export const vouchedRegistrationSchema = registrationRequestSchema
  .omit({ birthName: true })
  .meta({ id: 'VouchedRegistrationRequest' });

/** The code that came by mail. */
export const emailCodeSchema = z
  .strictObject({
    code: typedCodeSchema().regex(/^\d{6}$/, { error: 'Le code compte 6 chiffres.' }),
  })
  .meta({ id: 'EmailCode' });

/** The last steps of a registration. */
export const registrationProfileSchema = z
  .strictObject({
    phone: field,
    address: z.strictObject({
      street: field,
      complement: field.nullable().default(null),
      postcode: field,
      city: field,
      country: field
        .default('')
        .meta({ description: 'ISO 3166-1 alpha-2; `FR`, overseas included, unless given.' }),
    }),
    diploma: z.strictObject({ level: z.int(), year: z.int() }).nullable(),
    category: z.int().meta({ description: 'INSEE, PCS, level 1: 1 to 8.' }),
    termsAccepted: z.literal(true, { error: 'Acceptez les conditions générales pour continuer.' }),
    termsVersion: z.string().min(1).max(50),
  })
  .meta({ id: 'RegistrationProfile' });

/** Where a registration stands. */
export const registrationSchema = z
  .object({
    id: z.uuid(),
    step: z.enum(['email_code', 'profile', 'completed', 'expired', 'dead', 'failed']),
    triesLeft: z.int(),
    resendsLeft: z.int(),
    codeSentAt: instantSchema.meta({ description: 'When the newest code was asked for.' }),
    codeExpiresAt: instantSchema,
    erasedAt: instantSchema,
  })
  .meta({ id: 'Registration' });

/** A displayed code, and the work that may be done instead. */
export const captchaSchema = z
  .object({
    id: z.uuid(),
    image: z.string().meta({ description: 'The code as a picture: a `data:` address of an image in WebP.' }),
    svg: z.string().meta({ description: 'The same picture, in an SVG.' }),
    audio: z.string().meta({ description: 'Where the code is heard, as a WAV file.' }),
    challenge: z
      .looseObject({})
      .meta({ description: 'ALTCHA challenge (version 2): the accessible alternative.' }),
    expiresAt: instantSchema,
  })
  .meta({ id: 'Captcha' });

/** A password to judge, with what it must not contain. */
export const passwordCheckSchema = z
  .strictObject({
    password: newPasswordSchema,
    nir: field.default(''),
    birthName: field.default(''),
    email: field.default(''),
  })
  .meta({ id: 'PasswordCheck' });

/** What is wrong with a password. */
export const passwordJudgementSchema = z
  .object({
    accepted: z.boolean(),
    rules: z.array(z.object({ rule: z.string(), message: z.string(), broken: z.boolean() })),
  })
  .meta({ id: 'PasswordJudgement' });
