export { dossier } from './dossier/dossier.ts';
export { accountErasure } from './personal-data/account-erasure.ts';
export { dataExport } from './personal-data/data-export.ts';
export { retention } from './personal-data/retention.ts';
export { registration } from './registration/registration.ts';
