export { dossier } from './dossier/dossier.ts';
export { registration } from './registration/registration.ts';
