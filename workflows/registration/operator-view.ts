import type { RegistrationStep } from '../../domain/account/registration-rules.ts';
import type { RegistrationView } from './contract.ts';

const sentences: Readonly<Record<RegistrationStep, (view: RegistrationView) => string>> = {
  email_code: ({ codeExpiresAt, triesLeft }) =>
    `Attend le code envoyé par email, jusqu’au ${codeExpiresAt} ; saisies restantes : ${triesLeft}.`,
  profile: ({ erasedAt }) => `Adresse email vérifiée. Attend le reste du dossier, jusqu’au ${erasedAt}.`,
  completed: () => 'Terminée : le compte existe.',
  expired: () => 'Code expiré. Rien n’est conservé de la personne.',
  dead: () => 'Trop de codes incorrects. Rien n’est conservé de la personne.',
  failed: () => 'Le numéro ou l’adresse a déjà un compte : aucun n’a été créé.',
};

/** In plain words, for operators, what a registration waits for. */
export function details(view: RegistrationView): string {
  return sentences[view.step](view);
}
