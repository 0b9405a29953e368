export { dossier } from './dossier/dossier.ts';
export { organisationMail } from './organisation-mail/organisation-mail.ts';
