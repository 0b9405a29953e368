import { defineEntity, p } from '@mikro-orm/postgresql';

/** The accounts between which rights move; `funding` and `consumed` are the outside world. */
export type LedgerAccount = 'funding' | 'available' | 'reserved' | 'consumed';

/** What a movement of rights is for. */
export type TransferKind = 'credit' | 'reserve' | 'release' | 'consume' | 'restore';

/** A trainee's rights, in cents: kept by a trigger from the entries, never below zero by a check of the database. */
export const RightsAccount = defineEntity({
  name: 'RightsAccount',
  tableName: 'rights_accounts',
  properties: {
    traineeId: p.uuid().primary(),
    availableCents: p.integer(),
    reservedCents: p.integer(),
  },
});

/** One movement of rights, done once for each step; its entries sum to zero. */
export const LedgerTransfer = defineEntity({
  name: 'LedgerTransfer',
  tableName: 'ledger_transfers',
  properties: {
    id: p.uuid().primary(),
    traineeId: p.uuid(),
    dossierNumber: p.text().nullable(),
    /** The version of the dossier that moved the rights. */
    dossierVersion: p.integer().nullable(),
    step: p.text(),
    kind: p.text().$type<TransferKind>(),
    at: p.datetime(),
  },
});

/** One side of a movement; never updated, never deleted. */
export const LedgerEntry = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entries',
  properties: {
    id: p.integer().primary().autoincrement(),
    transferId: p.uuid(),
    traineeId: p.uuid(),
    account: p.text().$type<LedgerAccount>(),
    amountCents: p.integer(),
  },
});
