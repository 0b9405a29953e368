/** Tables that say something of a trainee or of a dossier, and stand in an export of one's data. */
export const exportedTables: readonly string[] = [
  'account_erasures',
  'calendar_feeds',
  'checkouts',
  'conversation_messages',
  'data_exports',
  'dossier_document_accesses',
  'dossier_documents',
  'dossier_events',
  'dossier_texts',
  'dossiers',
  'http_sessions',
  'identity_links',
  'ledger_entries',
  'ledger_transfers',
  'notices',
  'personal_data_accesses',
  'rights_accounts',
  'second_factors',
  'terms_acceptances',
  'trainees',
];

/** Those that do not, each with its reason. */
export const tablesNotExported: Readonly<Record<string, string>> = {
  account_requests: 'links that open the account, as hashes; what they did is in the mails',
  dossier_numbers: 'only keeps a number from being given twice; it is the dossier’s',
  organisation_messages: 'only keeps a request of the organisation from being carried out twice',
  registrations: 'what was entered on the way to the account, which has it all; erased after a day',
  webhook_deliveries:
    'what the organisation’s own program was sent: number, state and version, which are in the events',
};
