export { dossier } from './dossier/dossier.ts';
export { registration } from './registration/registration.ts';
export { accountRequest } from './account-request/account-request.ts';
export { noticeCourier } from './notices/courier.ts';
export { noticeStream } from './notices/stream.ts';
