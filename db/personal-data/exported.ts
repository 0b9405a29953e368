import type { Dossier } from '../../domain/dossier/dossier.ts';

/** A row as it is given to its person: names of columns and their values. */
export type ExportedRow = Record<string, unknown>;

/** What is kept about one dossier. */
export interface ExportedDossier extends ExportedRow {
  number: string;
  /** What its state is called. */
  label: string;
  /** The dossier as it stands: session, amounts, what was agreed, how it ended. */
  record: Omit<Dossier, 'traineeId'>;
  events: ExportedRow[];
  /** Reasons and notes that were given. */
  texts: ExportedRow[];
  messages: ExportedRow[];
  /** Proofs and attachments, without their content, which the dossier’s pages give. */
  documents: ExportedRow[];
  documentAccesses: ExportedRow[];
  payments: ExportedRow[];
  refunds: ExportedRow[];
}

/** Everything that is kept about a person, by subject. */
export interface PersonalData {
  /** ISO 8601. */
  generatedAt: string;
  account: ExportedRow & { nir: string | null };
  termsAccepted: ExportedRow[];
  /** What protects the account: never a secret itself. */
  security: {
    secondFactorSince: string | null;
    recoveryCodesLeft: number;
    calendarAddressSince: string | null;
  };
  sessions: ExportedRow[];
  franceConnect: ExportedRow[];
  rights: { availableCents: number; reservedCents: number; movements: ExportedRow[] };
  dossiers: ExportedDossier[];
  /** Mails about dossiers and about the account: which, when, and what became of them. */
  mails: ExportedRow[];
  /** Who read the number or a file of this kind, and earlier exports and requests for erasure. */
  accesses: ExportedRow[];
  exports: ExportedRow[];
  erasures: ExportedRow[];
}
