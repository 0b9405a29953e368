import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Resend } from 'resend';
import { type Mailbox } from '../../../dev/mailbox/start-mailbox.ts';
import { startTestMailbox } from '../../support/mailbox.ts';

let mailbox: Mailbox;
let id: string;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  const resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.url });
  const { data } = await resend.emails.send({
    from: 'dossiers@example.fr',
    to: 'camille@example.fr',
    subject: '<script>alert(1)</script>',
    html: '<html><head></head><body><script>alert(1)</script><p>Corps</p></body></html>',
    text: 'Corps <b>',
    headers: { 'X-Kind': 'state' },
    attachments: [
      { filename: 'écheance.ics', content: Buffer.from('BEGIN:VCALENDAR'), contentType: 'text/html' },
    ],
  });
  id = data?.id ?? '';
  await resend.emails.send({
    from: 'dossiers@example.fr',
    to: 'sacha@example.fr',
    subject: 'Autre',
    text: 'x',
  });
});
afterAll(() => mailbox.close());

async function get(path: string): Promise<{ status: number; body: string; headers: Headers }> {
  const response = await fetch(`${mailbox.url}${path}`);
  return { status: response.status, body: await response.text(), headers: response.headers };
}

describe('the pages', () => {
  test('list the mails, and those of an address that is searched for', async () => {
    const all = await get('/');
    expect(all.body).toContain('Boîte aux lettres de développement');
    expect(all.body).toContain('2 emails');
    const some = await get('/?address=CAMILLE');
    expect(some.body).toContain('1 email,');
    expect(some.body).not.toContain('sacha@example.fr');
  });

  test('show a mail, its headers and its text, and run nothing that it brings', async () => {
    const { body, headers } = await get(`/mails/${id}`);
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toContain('<script');
    expect(body).toContain('Corps &lt;b&gt;');
    expect(body).toContain('X-Kind');
    expect(body).toContain('Boîte aux lettres de développement');
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    const html = await get(`/mails/${id}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox [^;]*; default-src 'none'/);
    expect(html.headers.get('content-security-policy')).not.toContain('allow-scripts');
  });

  test('give attachments as downloads', async () => {
    const { body, headers } = await get(`/mails/${id}/attachments/0`);
    expect(body).toBe('BEGIN:VCALENDAR');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect((await get(`/mails/${id}/attachments/1`)).status).toBe(404);
  });

  test('have no style or script of their own inline', async () => {
    for (const path of ['/', `/mails/${id}`, '/nowhere']) {
      expect((await get(path)).body).not.toMatch(/<script|<style| style=| on\w+=/);
    }
  });
});

describe('the way for tests', () => {
  test('gives the mails of an address, sets the weather and forgets', async () => {
    const { body } = await get('/api/mails?to=camille@example.fr');
    expect((JSON.parse(body) as { mails: unknown[] }).mails).toMatchObject([{ id }]);
    const put = (weather: object) =>
      fetch(`${mailbox.url}/api/weather`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(weather),
      });
    expect((await put({ service: 'unavailable' })).status).toBe(200);
    expect(mailbox.weather.now.service).toBe('unavailable');
    expect((await put({ service: 'sunny' })).status).toBe(422);
    await fetch(`${mailbox.url}/api/mails`, { method: 'DELETE' });
    expect(mailbox.mails()).toEqual([]);
  });

  test('is closed to a name that leads here from elsewhere', async () => {
    const { port } = new URL(mailbox.url);
    const status = await new Promise((resolve) => {
      request(
        { port, host: '127.0.0.1', path: '/api/mails', headers: { host: 'evil.example' } },
        (response) => resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(421);
  });
});
