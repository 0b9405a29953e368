import { Resend } from 'resend';
import { z } from 'zod';
import type { NoticeStatus } from '../../domain/notices/notice-kinds.ts';
import type { MailEventRecord } from '../../db/notices/record-mail-event.ts';
import { Problem } from '../problems/problem.ts';

/** What a call of Resend's webhook carries beside its body. */
export interface SvixHeaders {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
}

const statuses: Readonly<Record<string, NoticeStatus>> = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.suppressed': 'suppressed',
  'email.failed': 'refused',
};

const code = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .optional()
  .catch(undefined);

/** Free text of the service is left out: it may repeat the address. */
const eventSchema = z.object({
  type: z.string().max(64),
  created_at: z.iso.datetime({ offset: true }),
  data: z.object({
    email_id: z.string().max(128),
    tags: z.object({ notice: z.string().max(200).optional() }).optional(),
    bounce: z.object({ type: code, subType: code }).optional(),
    suppressed: z.object({ type: code }).optional(),
  }),
});

/**
 * Reads an event about a mail, by the client's own check of the signature and of its age.
 * @returns null for one that is about no notice, or that changes nothing.
 * @throws a `Problem` when it does not come from Resend.
 */
export function readDeliveryEvent(
  body: Buffer,
  { id = '', timestamp = '', signature = '' }: SvixHeaders,
  webhookSecret: string,
): MailEventRecord | null {
  const event = eventSchema.safeParse(verified(body, { id, timestamp, signature }, webhookSecret));
  if (!event.success) return null;
  const { type, created_at: at, data } = event.data;
  const status = statuses[type];
  const noticeId = data.tags?.notice;
  if (status === undefined || noticeId === undefined) return null;
  const reason = data.bounce?.type ?? data.suppressed?.type ?? null;
  return { id, noticeId, mailId: data.email_id, type, status, reason, at };
}

function verified(
  body: Buffer,
  headers: { id: string; timestamp: string; signature: string },
  webhookSecret: string,
): unknown {
  try {
    // The check needs no key of the account; the client's constructor asks for one.
    return new Resend('re_unused').webhooks.verify({
      payload: body.toString('utf8'),
      headers,
      webhookSecret,
    });
  } catch {
    throw new Problem('webhook_signature_invalid');
  }
}
