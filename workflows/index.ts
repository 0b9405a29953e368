export { dossier } from './dossier/dossier.ts';
export { noticeCourier } from './notices/courier.ts';
export { noticeStream } from './notices/stream.ts';
