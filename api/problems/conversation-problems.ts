import type { ProblemText } from './refusal-problems.ts';

/** Refusals of messages between the two sides of a dossier. */
export const conversationProblems = {
  conversation_closed: {
    status: 409,
    title: 'Messages fermés',
    detail: 'On peut s’écrire une fois la demande envoyée, et jusqu’à la fin du dossier.',
  },
  message_not_found: {
    status: 404,
    title: 'Message introuvable',
    detail: 'Ce message n’existe pas dans ce dossier.',
  },
  attachment_not_usable: {
    status: 422,
    title: 'Pièce jointe non utilisable',
    detail:
      'Une pièce jointe n’existe pas, a été effacée après un jour ou accompagne déjà un message. Envoyez le fichier à nouveau.',
  },
  too_many_attachments: {
    status: 409,
    title: 'Trop de pièces jointes',
    detail: ({ documents }) =>
      `Chacun peut joindre au plus ${Number(documents)} fichiers et 100 Mo en tout aux messages d’un dossier.`,
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
