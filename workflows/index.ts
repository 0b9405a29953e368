export { dossier } from './dossier/dossier.ts';
export { organisationMail } from './organisation-mail/organisation-mail.ts';
export { webhookCourier } from './webhooks/courier.ts';
export { webhookStream } from './webhooks/stream.ts';
