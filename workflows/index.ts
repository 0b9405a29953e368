export { dossier } from './dossier/dossier.ts';
export { reconcilePayments } from './payments/reconcile.ts';
export { organisationMail } from './organisation-mail/organisation-mail.ts';
export { webhookCourier } from './webhooks/courier.ts';
export { webhookStream } from './webhooks/stream.ts';
export { noticeCourier } from './notices/courier.ts';
export { noticeStream } from './notices/stream.ts';
