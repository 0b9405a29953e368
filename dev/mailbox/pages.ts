import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import express, { type Response, type Router } from 'express';
import { frenchDateTime } from '../../domain/calendar/french-dates.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { KeptMail, MailStatus } from './kept-mail.ts';
import type { MailStore } from './mail-store.ts';

const folder = fileURLToPath(new URL('pages', import.meta.url));
const eta = new Eta({ views: folder, cache: true });

const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** What a mail brings may show itself and nothing more: no script, nothing from elsewhere; its links open beside it. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

const statusNames: Readonly<Record<MailStatus, string>> = {
  scheduled: 'Programmé',
  canceled: 'Annulé',
  sent: 'Envoyé',
  delivered: 'Remis',
  bounced: 'Non remis',
  complained: 'Signalé comme indésirable',
  suppressed: 'Adresse bloquée',
};

/** The pages on which a developer reads mails as people see them. */
export function mailPages(store: MailStore): Router {
  const router = express.Router();
  router.get('/mailbox.css', (_request, response) => response.sendFile('mailbox.css', { root: folder }));
  router.get('/', (request, response) => {
    const address = typeof request.query['address'] === 'string' ? request.query['address'].trim() : '';
    const found = store.list(address === '' ? {} : { containing: address });
    page(response, 'list', { address, mails: found.reverse().map(described) });
  });
  router.get('/mails/:id', (request, response) => {
    const mail = store.find(request.params.id);
    if (mail === undefined) return page(response.status(404), 'missing', {});
    page(response, 'mail', { mail: described(mail), headers: headersOf(mail) });
  });
  router.get('/mails/:id/html', (request, response) => {
    const html = store.find(request.params.id)?.html;
    if (html == null) return page(response.status(404), 'missing', {});
    response.set({ 'content-security-policy': mailPolicy, 'x-content-type-options': 'nosniff' });
    response.type('html').send(html.replace(/<head[^>]*>/i, '$&<base target="_blank">'));
  });
  router.get('/mails/:id/attachments/:index', (request, response) => {
    const attachment = store.find(request.params.id)?.attachments[Number(request.params.index)];
    if (attachment === undefined) return page(response.status(404), 'missing', {});
    response.set({
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    response.attachment(attachment.filename).type(attachment.contentType);
    response.send(Buffer.from(attachment.content, 'base64'));
  });
  router.use((_request, response) => page(response.status(404), 'missing', {}));
  return router;
}

function page(response: Response, name: string, data: object): void {
  response.set({ 'content-security-policy': pagePolicy, 'cache-control': 'no-store' });
  response.type('html').send(eta.render(name, data));
}

function described(mail: KeptMail) {
  const at = frenchDateTime(mail.createdAt as Instant);
  return { ...mail, at, statusName: statusNames[mail.status], attachments: mail.attachments.map(sized) };
}

function sized({ filename, contentType, content }: KeptMail['attachments'][number]) {
  return { filename, contentType, bytes: Buffer.byteLength(content, 'base64') };
}

function headersOf(mail: KeptMail): [string, string][] {
  const lists = { Cc: mail.cc, Bcc: mail.bcc, 'Reply-To': mail.replyTo };
  return [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ...Object.entries(lists).flatMap(([name, list]): [string, string][] =>
      list.length === 0 ? [] : [[name, list.join(', ')]],
    ),
    ['Date', mail.createdAt],
    ['Subject', mail.subject],
    ...Object.entries(mail.headers),
    ...mail.tags.map(({ name, value }): [string, string] => [`Tag ${name}`, value]),
    ...(mail.idempotencyKey === null ? [] : [['Idempotency-Key', mail.idempotencyKey] as [string, string]]),
  ];
}
