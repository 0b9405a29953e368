export { dossier } from './dossier/dossier.ts';
export { reconcilePayments } from './payments/reconcile.ts';
