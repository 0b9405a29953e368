export { dossier } from './dossier/dossier.ts';
