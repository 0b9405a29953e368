import { Resend } from 'resend';
import { type Mailer, MailRefusedError } from './mail.ts';

/** How to reach Resend, or what speaks its protocol. */
export interface ResendSettings {
  apiKey: string;
  /** Resend itself unless given. */
  baseUrl?: string;
  /** `Name <address>`. */
  from: string;
}

/** The service could not take the mail now. */
export class MailServiceError extends Error {
  override readonly name = 'MailServiceError';
}

/** Sends through Resend. */
export function createResendMailer({ apiKey, baseUrl, from }: ResendSettings): Mailer {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  return {
    send: async ({ to, subject, html, text, attachments, headers }, idempotencyKey) => {
      const { data, error } = await resend.emails.send(
        {
          from,
          to,
          subject,
          html,
          text,
          ...(headers === undefined ? {} : { headers: { ...headers } }),
          ...(attachments === undefined ? {} : { attachments: [...attachments] }),
        },
        { idempotencyKey },
      );
      if (error === null) return { id: data.id };
      if (isFinal(error.statusCode, error.name)) throw new MailRefusedError(error.name);
      throw new MailServiceError(`The mail service answered ${error.name}`);
    },
  };
}

/** A request that the service understood and refused; its quota and a key still in use pass with time. */
function isFinal(statusCode: number | null, name: string): boolean {
  const passing = [
    'rate_limit_exceeded',
    'concurrent_idempotent_requests',
    'daily_quota_exceeded',
    'monthly_quota_exceeded',
  ];
  const isClientError = statusCode !== null && statusCode >= 400 && statusCode < 500;
  return isClientError && !passing.includes(name) && ![401, 403, 429].includes(statusCode);
}
