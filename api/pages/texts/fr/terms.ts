/** The general terms, version 2026-01: another wording is another version (`domain/policy/terms.ts`). */
export const terms = {
  title: 'Conditions générales',
  version: (version: string) => `Version ${version}`,
  read: 'Lire les conditions générales (nouvel onglet)',
  sections: [
    {
      heading: 'Ce que fait le service',
      paragraphs: [
        'Le service vous permet d’utiliser vos droits à la formation, tenus en euros, pour suivre la session d’une formation vendue par un organisme de formation. Une inscription est un dossier.',
        'Vous acceptez ces conditions quand vous créez votre compte, et de nouveau quand vous validez une inscription. La version et l’instant de votre accord sont conservés.',
      ],
    },
    {
      heading: 'Votre compte',
      paragraphs: [
        'Un compte appartient à une seule personne, connue par son numéro de sécurité sociale. Vos identifiants sont personnels : ne les donnez à personne, ni à un organisme, ni à un démarcheur.',
        'Vous donnez des informations exactes, et les tenez à jour. Vous pouvez fermer votre compte quand aucun dossier n’est en cours.',
      ],
    },
    {
      heading: 'Votre demande et la réponse de l’organisme',
      paragraphs: [
        'L’organisme a 2 jours ouvrés pour répondre à votre demande. Quand la formation a des prérequis, il a 2 jours ouvrés pour en accuser réception, puis 30 jours ouvrés pour vérifier avec vous que vous les avez. Sans réponse, la demande est annulée.',
        'Il peut accepter, refuser, ou proposer des changements. Vous avez ensuite 4 jours ouvrés pour valider, paiement compris. Passé ce délai, la demande est annulée et rien n’est pris.',
        'Un jour ouvré va du lundi au vendredi, jours fériés exclus. Le jour de l’événement ne compte pas.',
      ],
    },
    {
      heading: 'Ce que vous payez',
      paragraphs: [
        'À la validation, vous acceptez un montant exact : vos droits sont réservés, et le reste, s’il y en a un, est payé par carte. Une participation obligatoire peut être due ; elle est alors affichée avant votre accord.',
        'Les droits réservés sont consommés quand l’organisme déclare la fin de la formation.',
      ],
    },
    {
      heading: 'Annuler',
      paragraphs: [
        'Vous pouvez vous rétracter sans frais pendant 14 jours ouvrés après la validation, tant que votre entrée en formation n’est pas déclarée.',
        'Ensuite, l’annulation est sans frais plus de 7 jours ouvrés avant le début de la session. Plus tard, ou si vous abandonnez la formation, le prix entier reste dû : vos droits sont consommés et le reste payé n’est pas rendu.',
        'Un cas de force majeure, prouvé par un document, rend l’annulation sans frais : maladie ou accident, maternité ou paternité, reprise d’un emploi, refus du congé par l’employeur, arrêt des transports.',
        'Si l’organisme annule, vos droits et ce que vous avez payé vous sont rendus en totalité. Un remboursement est fait sur la même carte, sous 30 jours.',
      ],
    },
    {
      heading: 'Vos données',
      paragraphs: [
        'L’organisme ne voit que ce qu’il lui faut pour vous répondre : votre nom, votre adresse électronique et votre téléphone. Il ne voit jamais votre numéro de sécurité sociale, ni vos justificatifs.',
        'Vous pouvez obtenir une copie de vos données et demander leur effacement depuis votre compte. Les dossiers sont conservés aussi longtemps que la loi le demande.',
      ],
    },
  ],
};
