/** The trainee's rights. */
export const rights = {
  title: 'Mes droits formation',
  available: 'Droits disponibles',
  reserved: 'Droits réservés',
  reservedHint:
    'Mis de côté pour vos inscriptions validées ; consommés à la fin de la formation, ou rendus si vous pouvez annuler sans frais.',
  chartLabel: (available: string, reserved: string) =>
    `Répartition de vos droits : ${available} disponibles, ${reserved} réservés.`,
  historyLabel: (least: string, most: string) =>
    `Droits disponibles après chacun des mouvements ci-dessous, du plus ancien au plus récent : entre ${least} et ${most}.`,
  historyHeading: 'Évolution de vos droits disponibles',
  movements: 'Mouvements',
  date: 'Date',
  what: 'Opération',
  amount: 'Disponibles',
  held: 'Réservés',
  kinds: {
    credit: 'Droits crédités',
    reserve: 'Droits réservés pour un dossier',
    release: 'Droits rendus',
    consume: 'Droits consommés',
    restore: 'Droits réservés de nouveau, le temps d’une contestation',
  },
  emptyHeading: 'Aucun mouvement pour l’instant',
  empty:
    'Vos droits apparaîtront ici dès qu’ils seront crédités. Vous pouvez déjà chercher une formation et préparer un dossier.',
  searchLink: 'Rechercher une formation',
};
