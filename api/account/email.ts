import { setEmail } from '../../db/accounts/account.ts';
import { eraseAccountRequest, eraseLinks } from '../../db/accounts/account-requests.ts';
import { parseEmailAddress } from '../../domain/account/email-address.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { FieldCheck } from '../problems/fields.ts';
import { Problem } from '../problems/problem.ts';
import { askForMail } from './ask-for-mail.ts';
import { provePassword } from './prove-password.ts';
import { requestByLink } from './request-by-link.ts';

/**
 * Asks for another email: a link goes to the new address, a warning to the old one. When the new one is somebody's, its owner
 * alone is told, and the answer is the same.
 */
export async function askForEmail(
  exchange: Exchange<TraineeCaller>,
  typed: { email: string; password: string },
): Promise<Reply> {
  const { services, em, caller } = exchange;
  const fields = new FieldCheck();
  const newEmail = fields.read('email', () => parseEmailAddress(typed.email));
  fields.end();
  if (newEmail === null) throw new TypeError('A refused field was not noted');
  await provePassword(exchange, typed.password);
  await services.rateLimits.count('emailChanges', caller.id);
  await askForMail(exchange, em, { kind: 'email_change_warning', traineeId: caller.id });
  await askForMail(exchange, em, { kind: 'email_change', traineeId: caller.id, newEmail });
  return { status: 202, json: {} };
}

/** Takes the new email by its link: once, within the hour. */
export async function confirmEmail(exchange: Exchange, { token }: { token: string }): Promise<Reply> {
  const { em } = exchange;
  const { id, traineeId, newEmail } = await requestByLink(exchange, 'email_change', token);
  if (newEmail === null) throw new Problem('link_invalid');
  await em.transactional(async (tx) => {
    const isFirst = await eraseAccountRequest(tx, id);
    if (!isFirst || !(await setEmail(tx, traineeId, newEmail))) throw new Problem('link_invalid');
    // Links to a new password went to the old address.
    await eraseLinks(tx, traineeId);
  });
  return done;
}
