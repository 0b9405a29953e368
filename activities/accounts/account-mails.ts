import { createHash, randomBytes } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import {
  type AccountRequest,
  eraseAccountRequest,
  readAccountRequest,
  setToken,
} from '../../db/accounts/account-requests.ts';
import { type MailReader, readerAt } from '../../db/accounts/trainee-email.ts';
import type { AccountRequestActivities } from './contract.ts';
import { type AccountDependencies, discreet } from './dependencies.ts';
import { type Letter, sendLetter } from './letter.ts';
import { letters } from './letters.ts';

const tokenLength = 32;
/** Some minutes of attempts: a request that is not kept by then was never made. */
const attemptsBeforeGivingUp = 12;

/** The activities of a mail to an account's owner; who that is, and the link, stay on this side. */
export function createAccountRequestActivities(dependencies: AccountDependencies): AccountRequestActivities {
  const { db, vault } = dependencies;
  return discreet<AccountRequestActivities>({
    sendAccountMail: async ({ requestId }) => {
      const { attempt } = activityInfo();
      const request = await readAccountRequest(db.em.fork(), vault, requestId);
      if (request === null) {
        if (attempt < attemptsBeforeGivingUp) throw new Error('The request is not there yet');
        return;
      }
      const addressed = await letterOf(dependencies, request);
      if (addressed === null) return;
      const { reader, letter } = addressed;
      await sendLetter(dependencies, reader, letter, `account-request-${requestId}-${attempt}`);
    },
    eraseAccountRequest: async ({ requestId }) => {
      await eraseAccountRequest(db.em.fork(), requestId);
    },
  });
}

interface AddressedLetter {
  reader: MailReader;
  letter: Letter;
}

/** Null when nobody is to be written to. */
async function letterOf(
  dependencies: AccountDependencies,
  request: AccountRequest,
): Promise<AddressedLetter | null> {
  const { kind, email, newEmail, language } = request;
  if (email === null) return null;
  const own = letters[language];
  const to = (address: string, letter: Letter) => ({ reader: { email: address, language }, letter });
  switch (kind) {
    case 'password_reset':
      return to(email, own.passwordReset(await link(dependencies, request, 'mot-de-passe/nouveau')));
    case 'email_change': {
      if (newEmail === null) return null;
      const owner = await readerAt(dependencies.db.em.fork(), newEmail);
      if (owner !== null)
        return {
          reader: { email: newEmail, language: owner.language },
          letter: letters[owner.language].addressInUse(),
        };
      return to(newEmail, own.newEmail(await link(dependencies, request, 'compte/email')));
    }
    case 'takeover':
      return newEmail === null
        ? null
        : to(
            newEmail,
            own.takeover(await link(dependencies, request, 'connexion/franceconnect/reprise/fin')),
          );
    case 'takeover_asked':
      return to(email, own.takeoverAsked());
    case 'taken_over':
      return newEmail === null ? null : to(newEmail, own.takenOver());
    case 'takeover_done':
      return to(email, own.takeoverDone());
    case 'email_change_warning':
      return to(email, own.emailChangeWarning());
    case 'password_changed':
      return to(email, own.passwordChanged());
    case 'locked_out':
      return to(email, own.lockedOut());
    case 'wrong_codes':
      return to(email, own.wrongCodes());
    case 'second_factor_on':
      return to(email, own.secondFactorOn());
    case 'second_factor_off':
      return to(email, own.secondFactorOff());
    case 'recovery_codes_replaced':
      return to(email, own.recoveryCodesReplaced());
  }
}

/**
 * A link that only its reader knows: 32 random bytes in the fragment, which browsers send to no server, so that no log holds
 * them. Postgres holds their SHA-256.
 */
async function link(
  { db, publicUrl }: AccountDependencies,
  { id }: AccountRequest,
  page: string,
): Promise<string> {
  const token = randomBytes(tokenLength).toString('base64url');
  await setToken(db.em.fork(), id, createHash('sha256').update(token).digest());
  return `${publicUrl.replace(/\/$/, '')}/${page}#${token}`;
}
