import { escapeHtml } from '../../domain/html.ts';
import { frenchDate } from '../../domain/calendar/french-dates.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import type { Mail } from '../mail/mail.ts';

/** Tells that an export can be fetched. The files themselves are never sent by mail. */
export function exportLetter({ publicUrl, until }: { publicUrl: string; until: number }): Mail {
  return letter('Vos données personnelles sont prêtes', [
    'Vous avez demandé une copie des données personnelles que nous conservons à votre sujet. Elle est prête.',
    `Connectez-vous pour la télécharger, jusqu’au ${dayOf(until)} : ${publicUrl}/compte`,
    'Si vous n’avez rien demandé, changez votre mot de passe.',
  ]);
}

/** Tells that the account is closed, and until when that can be undone. */
export function closedLetter({ publicUrl, until }: { publicUrl: string; until: number }): Mail {
  return letter('Votre compte est fermé', [
    'Comme vous l’avez demandé, votre compte est fermé : personne ne peut plus s’y connecter.',
    `Jusqu’au ${dayOf(until)}, vous pouvez le rouvrir : ${publicUrl}/compte/reouverture. Sans votre mot de passe, vous pouvez nous ` +
      'demander de le rouvrir en répondant à ce message.',
    'Ensuite, votre adresse email, votre téléphone, votre adresse et vos moyens de connexion sont effacés.',
    'Les dossiers de formation sont conservés aussi longtemps que la loi le demande, puis effacés avec votre identité.',
  ]);
}

function letter(subject: string, paragraphs: readonly string[]): Mail {
  const all = ['Bonjour,', ...paragraphs];
  const body = all.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n');
  const html = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>
${body}
</body></html>`;
  return { subject, html, text: all.join('\n\n') };
}

function dayOf(at: number): string {
  return frenchDate(parisDay(instant(at)));
}
