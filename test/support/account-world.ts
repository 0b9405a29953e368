import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { type Json } from './api-document.ts';
import { type ApiClient, loggedIn } from './api-client.ts';
import type { TestApi } from './api.ts';
import { aTrainee, type TestTrainee } from './api-people.ts';
import { mailTo } from './mailbox.ts';

/** A trainee and their browser. */
export async function aTraineeAtHome(api: TestApi): Promise<{ trainee: TestTrainee; client: ApiClient }> {
  const trainee = await aTrainee(api);
  return { trainee, client: await loggedIn(api, trainee) };
}

/** The token in the link of the newest mail of a subject. */
export async function tokenMailedTo(mailbox: Mailbox, address: string, subject: RegExp): Promise<string> {
  const mail = await mailTo(mailbox, address, (kept) => subject.test(kept.subject));
  const [, token] = /#([A-Za-z0-9_-]{43})/.exec(mail.text ?? '') ?? [];
  if (token === undefined) throw new Error('The mail holds no link');
  return token;
}

/** The codes of what was refused in a form. */
export function refusedCodes({ errors }: Json): (string | undefined)[] {
  return errors.map(({ code }) => code);
}
