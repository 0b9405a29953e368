/** Tables whose rows of a trainee go when contact and profile are erased. */
export const rowsOfTrainee: readonly string[] = [
  'identity_links',
  'data_exports',
  'account_requests',
  'second_factors',
];

/** Tables whose rows of a trainee stay: records with a period of their own, the ledger, and that there was an erasure. */
export const keptRowsOfTrainee: readonly string[] = [
  'dossier_numbers',
  'dossiers',
  'rights_accounts',
  'ledger_transfers',
  'ledger_entries',
  'account_erasures',
  'terms_acceptances',
];

/** Tables whose rows of a dossier go when its record need no longer be kept; the dossier itself last. */
export const rowsOfDossier: readonly string[] = ['dossier_texts', 'dossier_events', 'dossiers'];

/** Tables whose rows of a dossier stay: what moved whose rights by how much, under ids that say nothing any more. */
export const keptRowsOfDossier: readonly string[] = ['ledger_transfers'];
