/** Reading a draft once more before it is sent. */
export const sending = {
  title: 'Vérifiez avant d’envoyer',
  back: 'Retour au dossier',
  change: 'Modifier mon choix',
  sessionHeading: 'Ce que vous demandez',
  amountsHeading: 'Ce que cela coûterait',
  amountsHint:
    'Estimation d’après vos droits disponibles aujourd’hui. Rien n’est payé ni réservé à l’envoi : vous validerez les montants exacts après l’accord de l’organisme.',
  thenHeading: 'Après l’envoi',
  then: 'Sans réponse à cette date, la demande est annulée et vous n’avez rien à payer.',
  thenPrerequisites:
    'Cette formation demande des prérequis : l’organisme vous contacte ensuite et a 30 jours ouvrés pour répondre. Sans accusé de réception à cette date, la demande est annulée et vous n’avez rien à payer.',
  given: 'L’organisme recevra votre nom, votre adresse électronique et votre téléphone.',
  send: 'Envoyer à l’organisme',
  sameSession: (count: number) =>
    count === 1
      ? 'Vous avez déjà un autre dossier pour cette même session. Un seul suffit :'
      : `Vous avez déjà ${count} autres dossiers pour cette même session. Un seul suffit :`,
};
