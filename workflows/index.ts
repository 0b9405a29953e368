export { dossier } from './dossier/dossier.ts';
export { registration } from './registration/registration.ts';
export { accountRequest } from './account-request/account-request.ts';
