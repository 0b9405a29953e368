import type { Mail } from '../mail/mail.ts';
import { renderMail } from '../mail/render-mail.ts';

/** What a letter about an account or an access says, paragraph by paragraph. */
export interface Letter {
  subject: string;
  paragraphs: readonly string[];
  /** What there is to open; the service itself unless given. */
  action?: { label: string; url: string };
}

const why = 'Vous recevez ce message parce que votre adresse a été indiquée pour un compte de ce service.';

/** Sets a letter as a mail. */
export function mailOf({ subject, paragraphs, action }: Letter, publicUrl: string): Mail {
  const link = action ?? { label: 'S’identifier', url: publicUrl };
  return renderMail({ language: 'fr', subject, paragraphs, action: link, why });
}
