import type { ProblemText } from './refusal-problems.ts';

/** Errors of links that work without logging in: unsubscribing, and calendars. */
export const contactProblems = {
  unsubscribe_link_invalid: {
    status: 404,
    title: 'Lien non valable',
    detail:
      'Ce lien de désabonnement est incomplet ou incorrect. Connectez-vous pour choisir les emails que vous recevez.',
  },
  calendar_not_found: {
    status: 404,
    title: 'Agenda introuvable',
    detail: 'Cette adresse d’agenda n’existe pas ou a été révoquée.',
  },
  too_many_requests: {
    status: 429,
    title: 'Trop de demandes',
    detail: 'Cette adresse est lue trop souvent. Patientez avant de recommencer.',
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
