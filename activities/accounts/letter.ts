import type { Language } from '../../domain/language.ts';
import type { MailReader } from '../../db/accounts/trainee-email.ts';
import { type Mail, type Mailer, MailRefusedError } from '../mail/mail.ts';
import { renderMail } from '../mail/render-mail.ts';

/** What a letter about an account or an access says, paragraph by paragraph. */
export interface Letter {
  subject: string;
  paragraphs: readonly string[];
  /** What there is to open; the service itself unless given. */
  action?: { label: string; url: string };
}

const words = {
  fr: {
    logIn: 'S’identifier',
    why: 'Vous recevez ce message parce que votre adresse a été indiquée pour un compte de ce service.',
  },
  en: {
    logIn: 'Log in',
    why: 'You receive this message because your address was given for an account of this service.',
  },
} as const;

/** How letters are sent. */
export interface Post {
  /** Null while no mail service is configured: letters then wait. */
  mailer: Mailer | null;
  /** Where links lead (`PUBLIC_URL`). */
  publicUrl: string;
}

/**
 * Sends a letter to its reader, in whose language it is written; the same key once. An address that the service refuses for good
 * is no failure, since trying again would not help.
 */
export async function sendLetter(
  { mailer, publicUrl }: Post,
  { email, language }: MailReader,
  letter: Letter,
  key: string,
): Promise<void> {
  if (mailer === null) throw new Error('No mail service is configured');
  try {
    await mailer.send({ to: email, ...mailOf(letter, publicUrl, language) }, key);
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
  }
}

/** Sets a letter as a mail, in the language in which it is written. */
export function mailOf({ subject, paragraphs, action }: Letter, publicUrl: string, language: Language): Mail {
  const { logIn, why } = words[language];
  const link = action ?? { label: logIn, url: publicUrl };
  return renderMail({ language, subject, paragraphs, action: link, why });
}
