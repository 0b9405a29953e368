import type { WebhookEventPayload } from 'resend';
import { bareAddress, type KeptMail, type MailStatus, readersOf } from './kept-mail.ts';

/** An event of Resend about one mail. */
export type MailEvent = Extract<
  WebhookEventPayload,
  { type: 'email.sent' | 'email.delivered' | 'email.bounced' | 'email.complained' | 'email.suppressed' }
>;

type Fate = 'delivered' | 'bounced' | 'complained' | 'suppressed';
const fates: readonly Fate[] = ['bounced', 'complained', 'suppressed'];

/** What the first part of an address asks for, as with Resend's test addresses: `bounced@…`, `bounced+any@…`. */
export function fateOf(address: string): Fate | 'refused' {
  const [name] = bareAddress(address).split(/[+@]/);
  if (name === 'refused') return 'refused';
  return fates.find((fate) => fate === name) ?? 'delivered';
}

/** What becomes of a mail, and the events by which its sender learns of it, in their order. */
export function fateOfMail(mail: KeptMail, at: string): { status: MailStatus; events: MailEvent[] } {
  const found = readersOf(mail).map(fateOf);
  const fate = fates.find((one) => found.includes(one)) ?? 'delivered';
  return { status: fate, events: eventsOf(mail, fate, at) };
}

function eventsOf(mail: KeptMail, fate: Fate, at: string): MailEvent[] {
  const data = {
    created_at: mail.createdAt,
    email_id: mail.id,
    message_id: `<${mail.id}@mailbox.localhost>`,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    ...(mail.tags.length === 0
      ? {}
      : { tags: Object.fromEntries(mail.tags.map(({ name, value }) => [name, value])) }),
  };
  const sent: MailEvent = { type: 'email.sent', created_at: at, data };
  const delivered: MailEvent = { type: 'email.delivered', created_at: at, data };
  switch (fate) {
    case 'delivered':
      return [sent, delivered];
    case 'complained':
      return [sent, delivered, { type: 'email.complained', created_at: at, data }];
    case 'bounced': {
      const bounce = { type: 'Permanent', subType: 'General', message: 'The address does not exist.' };
      return [sent, { type: 'email.bounced', created_at: at, data: { ...data, bounce } }];
    }
    case 'suppressed': {
      const suppressed = { type: 'OnAccountSuppressionList', message: 'The address bounced before.' };
      return [{ type: 'email.suppressed', created_at: at, data: { ...data, suppressed } }];
    }
  }
}
