import { defineEntity, p } from '@mikro-orm/postgresql';

/** One reading of a full social security number, of an export or of a proof: who, when, why. Never what was read. */
export const PersonalDataAccess = defineEntity({
  name: 'PersonalDataAccess',
  tableName: 'personal_data_accesses',
  properties: {
    id: p.integer().primary().autoincrement(),
    at: p.datetime().defaultRaw('now()'),
    /** `trainee:<id>`, `organisation:<id>`, `operator:<name>` or `system:<part>`. */
    by: p.text(),
    /** Null when many people's data were gone through at once. */
    traineeId: p.uuid().nullable(),
    data: p.text().$type<'nir' | 'export' | 'proof'>(),
    purpose: p.text(),
  },
});

/** What a person asked to be given of their own data: both files sealed, for some days. */
export const DataExport = defineEntity({
  name: 'DataExport',
  tableName: 'data_exports',
  properties: {
    id: p.uuid().primary(),
    traineeId: p.uuid(),
    requestedAt: p.datetime(),
    readyAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
    jsonCiphertext: p.blob().nullable(),
    jsonKeyId: p.text().nullable(),
    pdfCiphertext: p.blob().nullable(),
    pdfKeyId: p.text().nullable(),
  },
});

/** A request to close an account and to erase what need not be kept. */
export const AccountErasure = defineEntity({
  name: 'AccountErasure',
  tableName: 'account_erasures',
  properties: {
    id: p.uuid().primary(),
    traineeId: p.uuid(),
    requestedAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
    reflectionEndsAt: p.datetime(),
    begunAt: p.datetime().nullable(),
    contactErasedAt: p.datetime().nullable(),
    erasedAt: p.datetime().nullable(),
  },
});
