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
  'dossier_documents',
  'rights_accounts',
  'ledger_transfers',
  'ledger_entries',
  'account_erasures',
  'terms_acceptances',
];

/** Tables whose rows of a dossier go, by the column that names it, when its record need no longer be kept; the dossier itself last. */
export const rowsOfDossier: readonly { table: string; number: string }[] = [
  { table: 'dossier_texts', number: 'number' },
  { table: 'dossier_documents', number: 'number' },
  { table: 'conversation_messages', number: 'number' },
  { table: 'checkouts', number: 'number' },
  { table: 'organisation_messages', number: 'number' },
  { table: 'notices', number: 'dossier_number' },
  { table: 'webhook_deliveries', number: 'dossier_number' },
  { table: 'dossier_events', number: 'number' },
  { table: 'dossiers', number: 'number' },
];

/**
 * Tables whose rows of a dossier stay, under ids that say nothing any more: what moved whose rights by how much, and that an
 * operator opened a proof that is gone.
 */
export const keptRowsOfDossier: readonly string[] = ['ledger_transfers', 'dossier_document_accesses'];
