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
  /** When it asks to be tried again; null when it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(code: string, retryAfterSeconds: number | null = null) {
    super(`The mail service answered ${code}`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Well within the time for which a mail is claimed, and that of an attempt. */
const answerLimitMs = 10_000;

/** Sends through Resend. */
export function createResendMailer({ apiKey, baseUrl, from }: ResendSettings): Mailer {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  return {
    send: async ({ to, subject, html, text, attachments, headers, tags = {} }, idempotencyKey) => {
      const {
        data,
        error,
        headers: answered,
      } = await resend.emails.send(
        {
          from,
          to,
          subject,
          html,
          text,
          ...(headers === undefined ? {} : { headers: { ...headers } }),
          ...(attachments === undefined ? {} : { attachments: [...attachments] }),
          tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
        },
        { idempotencyKey, signal: AbortSignal.timeout(answerLimitMs) },
      );
      if (error === null) return { id: data.id };
      if (isFinal(error.statusCode, error.name)) throw new MailRefusedError(error.name);
      throw new MailServiceError(error.name, secondsOf(answered?.['retry-after']));
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

function secondsOf(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isInteger(seconds) && seconds > 0 && seconds <= 3600 ? seconds : null;
}
