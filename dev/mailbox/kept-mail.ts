/** What became of a mail, by the names of Resend's `last_event`. */
export type MailStatus =
  'scheduled' | 'canceled' | 'sent' | 'delivered' | 'bounced' | 'complained' | 'suppressed';

/** A file that came with a mail, its content in base64. */
export interface KeptAttachment {
  filename: string;
  contentType: string;
  content: string;
}

/** A mail as the mailbox keeps it: all that the sender gave, and what became of it. */
export interface KeptMail {
  id: string;
  createdAt: string;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments: KeptAttachment[];
  scheduledAt: string | null;
  idempotencyKey: string | null;
  status: MailStatus;
}

/** Everyone whom a mail goes to. */
export function readersOf({ to, cc, bcc }: Pick<KeptMail, 'to' | 'cc' | 'bcc'>): string[] {
  return [...to, ...cc, ...bcc];
}

/** The bare address of `Name <address>`, in lower case. */
export function bareAddress(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
}
