import type { Language } from '../../domain/language.ts';

/** Why a dossier had ended before a message that came in time could be applied. */
export const endings: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    trainee: 'le titulaire a annulé',
    organisation: 'l’organisme a annulé',
    refused: 'l’organisme a refusé la demande',
    organisation_silent: 'le délai de réponse de l’organisme était dépassé',
    prerequisites_not_confirmed: 'le délai de vérification des prérequis était dépassé',
    validation_lapsed: 'le délai de validation était dépassé',
    training_ended: 'la fin de la formation a été déclarée',
  },
  en: {
    trainee: 'the trainee had cancelled',
    organisation: 'the organisation had cancelled',
    refused: 'the organisation had refused the request',
    organisation_silent: 'the organisation’s time to reply was over',
    prerequisites_not_confirmed: 'the time to check the prerequisites was over',
    validation_lapsed: 'the time to validate was over',
    training_ended: 'the end of the training had been declared',
  },
};
