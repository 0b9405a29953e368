import { englishDateTime, frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import type { Instant } from '../../../domain/calendar/paris-time.ts';
import type { Language } from '../../../domain/language.ts';
import type { AccountNoticeKind } from '../../../domain/notices/notice-kinds.ts';
import type { Mail } from '../mail.ts';
import { renderMail } from '../render-mail.ts';

/** What a notice about an account is written from. */
export interface AccountContext {
  kind: AccountNoticeKind;
  language: Language;
  /** When it happened. */
  at: Instant;
  /** The service's public address, without a final slash. */
  baseUrl: string;
}

interface AccountWords {
  subject: string;
  /** The instant is already in words. */
  sentences: (at: string) => readonly string[];
  action: string;
  /** Under the public address. */
  path: string;
}

/** For each kind its words; a new kind of account notice is a line here and in `accountNoticeKinds`. */
const templates: Readonly<Record<AccountNoticeKind, Readonly<Record<Language, AccountWords>>>> = {
  account_created: {
    fr: {
      subject: 'Votre compte est créé',
      sentences: (at) => [
        `Votre compte a été créé le ${at}.`,
        'Vous pouvez dès maintenant rechercher une formation et suivre vos dossiers.',
      ],
      action: 'Voir mes dossiers de formation',
      path: '/dossiers',
    },
    en: {
      subject: 'Your account has been created',
      sentences: (at) => [
        `Your account was created on ${at}.`,
        'You can now look for a training and follow your dossiers.',
      ],
      action: 'See my training dossiers',
      path: '/dossiers',
    },
  },
  password_changed: {
    fr: {
      subject: 'Votre mot de passe a été modifié',
      sentences: (at) => [
        `Le mot de passe de votre compte a été modifié le ${at}.`,
        'Si ce n’est pas vous, contactez-nous sans attendre.',
      ],
      action: 'Voir mes dossiers de formation',
      path: '/dossiers',
    },
    en: {
      subject: 'Your password has been changed',
      sentences: (at) => [
        `The password of your account was changed on ${at}.`,
        'If this was not you, contact us at once.',
      ],
      action: 'See my training dossiers',
      path: '/dossiers',
    },
  },
};

const whys = {
  fr: 'Vous recevez cet email parce qu’il concerne la sécurité de votre compte.',
  en: 'You receive this email because it is about the security of your account.',
} as const;

/** Writes the mail of a notice about an account. */
export function accountMail({ kind, language, at, baseUrl }: AccountContext): Mail {
  const { subject, sentences, action, path } = templates[kind][language];
  return renderMail({
    language,
    subject,
    paragraphs: sentences(language === 'fr' ? frenchDateTime(at) : englishDateTime(at)),
    action: { label: action, url: `${baseUrl}${path}` },
    why: whys[language],
  });
}
