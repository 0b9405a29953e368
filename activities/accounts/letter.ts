import type { Language } from '../../domain/language.ts';
import type { Mail } from '../mail/mail.ts';
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

/** Sets a letter as a mail, in the language in which it is written. */
export function mailOf(
  { subject, paragraphs, action }: Letter,
  publicUrl: string,
  language: Language = 'fr',
): Mail {
  const { logIn, why } = words[language];
  const link = action ?? { label: logIn, url: publicUrl };
  return renderMail({ language, subject, paragraphs, action: link, why });
}
