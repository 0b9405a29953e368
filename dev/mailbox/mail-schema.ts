import { z } from 'zod';
import { ApiError } from './api-error.ts';

const address = z
  .string()
  .regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)$/, {
    error: 'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.',
  });
const addresses = z.union([address.transform((one) => [one]), z.array(address).max(50)]);
/** Header and tag values may not carry a line break, by which further headers could be written. */
const oneLine = z.string().regex(/^[^\r\n]*$/, { error: 'A line break is not allowed.' });
const tagPart = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, {
  error: 'Tags should only contain ASCII letters, numbers, underscores, or dashes.',
});

const attachment = z
  .object({
    filename: z.string().min(1).max(255),
    content: z.base64(),
    content_type: z.string().min(1).optional(),
  })
  .transform(({ filename, content, content_type = 'application/octet-stream' }) => ({
    filename,
    content,
    contentType: content_type,
  }));

const schema = z.object({
  from: address,
  to: addresses.pipe(z.array(z.string()).min(1)),
  cc: addresses.optional().default([]),
  bcc: addresses.optional().default([]),
  reply_to: addresses.optional().default([]),
  subject: oneLine,
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), oneLine).optional().default({}),
  tags: z
    .array(z.object({ name: tagPart, value: tagPart }))
    .optional()
    .default([]),
  attachments: z.array(attachment).optional().default([]),
  scheduled_at: z.iso.datetime({ offset: true }).optional(),
});

/** A mail as a sender gives it, after checking. */
export type GivenMail = z.infer<typeof schema>;

const largestMailBytes = 40 * 1024 * 1024;

/** Checks what `POST /emails` was given. Throws the `ApiError` that Resend would answer. */
export function readMail(body: unknown): GivenMail {
  const given = schema.safeParse(withoutNulls(body));
  if (!given.success) throw refusalOf(given.error, body);
  const { html, text, attachments } = given.data;
  if (html === undefined && text === undefined) {
    throw new ApiError(422, 'missing_required_field', 'Missing `html` or `text` field.');
  }
  const size = attachments.reduce((bytes, { content }) => bytes + content.length, 0);
  if (size > largestMailBytes) {
    throw new ApiError(422, 'invalid_attachment', 'The attachments are larger than 40MB.');
  }
  return given.data;
}

function refusalOf(error: z.ZodError, body: unknown): ApiError {
  const issue = error.issues[0];
  const [field] = issue?.path ?? [];
  if (field === undefined) return new ApiError(422, 'validation_error', 'The body must be an object.');
  const name = String(field);
  const isMissing = typeof body === 'object' && body !== null && !(name in body);
  if (isMissing) return new ApiError(422, 'missing_required_field', `Missing \`${name}\` field.`);
  if (name === 'from') return new ApiError(422, 'invalid_from_address', 'Invalid `from` field.');
  if (name === 'attachments') return new ApiError(422, 'invalid_attachment', 'Invalid `attachments` field.');
  return new ApiError(422, 'validation_error', `Invalid \`${name}\` field. ${issue?.message ?? ''}`.trim());
}

/** Resend takes null for an optional field as absent. */
function withoutNulls(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
