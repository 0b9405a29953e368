import { calendarWording } from '../../domain/calendar/wording.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import type { Language } from '../../domain/language.ts';
import type { Letter } from '../accounts/letter.ts';

/** Where a letter leads, and until when what it speaks of is possible, in epoch milliseconds. */
interface About {
  publicUrl: string;
  until: number;
  language: Language;
}

/** Tells that an export can be fetched. The files themselves are never sent by mail. */
export function exportLetter({ publicUrl, until, language }: About): Letter {
  const url = `${publicUrl}/compte/donnees`;
  const day = dayOf(until, language);
  if (language === 'en') {
    return {
      subject: 'Your personal data are ready',
      paragraphs: [
        'You asked for a copy of the personal data that we keep about you. It is ready.',
        `Log in to download it, until ${day}.`,
        'If you did not ask for anything, change your password.',
      ],
      action: { label: 'Download my data', url },
    };
  }
  return {
    subject: 'Vos données personnelles sont prêtes',
    paragraphs: [
      'Vous avez demandé une copie des données personnelles que nous conservons à votre sujet. Elle est prête.',
      `Connectez-vous pour la télécharger, jusqu’au ${day}.`,
      'Si vous n’avez rien demandé, changez votre mot de passe.',
    ],
    action: { label: 'Télécharger mes données', url },
  };
}

/** Tells that the account is closed, and until when that can be undone. */
export function closedLetter({ publicUrl, until, language }: About): Letter {
  const url = `${publicUrl}/compte/reouverture`;
  const day = dayOf(until, language);
  if (language === 'en') {
    return {
      subject: 'Your account is closed',
      paragraphs: [
        'As you asked, your account is closed: nobody can log in to it any more.',
        `Until ${day} you can open it again. Without your password, you can ask us to do so by replying to this message.`,
        'After that your email address, phone, address and ways to log in are erased.',
        'Training dossiers are kept for as long as the law asks, then erased with your identity.',
      ],
      action: { label: 'Open my account again', url },
    };
  }
  return {
    subject: 'Votre compte est fermé',
    paragraphs: [
      'Comme vous l’avez demandé, votre compte est fermé : personne ne peut plus s’y connecter.',
      `Jusqu’au ${day}, vous pouvez le rouvrir. Sans votre mot de passe, vous pouvez nous demander de le rouvrir en répondant à ce message.`,
      'Ensuite, votre adresse email, votre téléphone, votre adresse et vos moyens de connexion sont effacés.',
      'Les dossiers de formation sont conservés aussi longtemps que la loi le demande, puis effacés avec votre identité.',
    ],
    action: { label: 'Rouvrir mon compte', url },
  };
}

function dayOf(at: number, language: Language): string {
  return calendarWording[language].date(parisDay(instant(at)));
}
