/** The first page. */
export const home = {
  title: 'Accueil',
  heading: 'Trouvez une formation, suivez votre dossier',
  lead: 'Utilisez vos droits pour vous inscrire à une formation. Vous voyez à tout moment où en est votre dossier, qui doit agir et jusqu’à quand.',
  searchLabel: 'Quelle formation cherchez-vous ?',
  searchHint: 'Par exemple : anglais à Lyon, soudure, pâtisserie',
  searchButton: 'Rechercher',
  howHeading: 'Comment ça marche',
  steps: [
    {
      title: 'Choisissez une session',
      text: 'Cherchez une formation, choisissez des dates et créez votre dossier. Vous pouvez le modifier tant qu’il n’est pas envoyé.',
    },
    {
      title: 'L’organisme vous répond',
      text: 'Il a un délai précis pour accepter, proposer des changements ou refuser. Sans réponse à temps, la demande est annulée et rien ne vous est pris.',
    },
    {
      title: 'Vous validez',
      text: 'Vous vérifiez les montants exacts, mobilisez vos droits et payez par carte ce qui reste, s’il reste quelque chose.',
    },
    {
      title: 'Vous suivez la formation',
      text: 'Votre dossier indique votre entrée en formation puis sa fin. Vous pouvez annuler : les conséquences sont affichées avant.',
    },
  ],
  moreLink: 'Comprendre chaque étape',
  dossiersLink: 'Voir mes dossiers',
  rightsLink: 'Voir mes droits',
};
