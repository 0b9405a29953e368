import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Resend } from 'resend';
import { startTestMailbox } from '../../support/mailbox.ts';
import { useTemporaryFolder } from '../temporary-folder.ts';

const folder = useTemporaryFolder();
const mail = { from: 'dossiers@example.fr', to: 'camille@example.fr', subject: 'Bonjour', text: 'Bonjour' };

test('mails and the keys of their requests last from one start to the next, after a half-written line too', async () => {
  const journal = join(folder.path, 'mailbox.jsonl');
  const first = await startTestMailbox({ journal });
  const client = new Resend(first.apiKey, { baseUrl: first.url });
  const { data } = await client.emails.send(mail, { idempotencyKey: 'once' });
  await first.close();
  appendFileSync(journal, '{"mails":[{"id":"ha');

  const second = await startTestMailbox({ journal });
  expect(second.mails()).toMatchObject([{ id: data?.id, status: 'delivered', subject: 'Bonjour' }]);
  const again = await new Resend(second.apiKey, { baseUrl: second.url }).emails.send(mail, {
    idempotencyKey: 'once',
  });
  expect(again.data?.id).toBe(data?.id);
  expect(second.mails()).toHaveLength(1);
  second.clear();
  await second.close();

  const third = await startTestMailbox({ journal });
  expect(third.mails()).toEqual([]);
  await third.close();
});
