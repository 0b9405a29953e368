export { dossier } from './dossier/dossier.ts';
export { reconcilePayments } from './payments/reconcile.ts';
export { noticeCourier } from './notices/courier.ts';
export { noticeStream } from './notices/stream.ts';
