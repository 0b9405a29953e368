import { randomBytes, randomInt } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { openAccount } from '../../db/accounts/open-account.ts';
import { type Owner, ownersOf } from '../../db/accounts/owners.ts';
import { readerOf } from '../../db/accounts/trainee-email.ts';
import * as registrations from '../../db/accounts/registrations.ts';
import { languages } from '../../domain/language.ts';
import type { RegistrationActivities } from './contract.ts';
import { type AccountDependencies, discreet } from './dependencies.ts';
import { sendLetter } from './letter.ts';
import { letters } from './letters.ts';

const codes = 1_000_000;
const hashLength = 32;

/** The activities of a registration; personal data stays on this side. */
export function createRegistrationActivities(dependencies: AccountDependencies): RegistrationActivities {
  const { db, vault } = dependencies;
  const fork = () => db.em.fork();
  return discreet<RegistrationActivities>({
    sendRegistrationCode: (request) => sendCode(dependencies, request),
    tryRegistrationCode: (request) => registrations.tryCode(fork(), request),
    openRegisteredAccount: ({ registrationId }) => openAccount(fork(), vault, registrationId),
    sendRegistrationResult: (request) => sendResult(dependencies, request),
    eraseRegistrationContents: ({ registrationId }) => registrations.eraseContents(fork(), registrationId),
    eraseRegistration: ({ registrationId }) => registrations.eraseRegistration(fork(), registrationId),
  });
}

async function sendCode(
  dependencies: AccountDependencies,
  { registrationId: id, sequence }: { registrationId: string; sequence: number },
): Promise<void> {
  const { db, vault, codeHash } = dependencies;
  const em = db.em.fork();
  const pending = await registrations.readRegistration(em, vault, id);
  // The workflow is started before the registration is kept, so that nothing personal can be left without one.
  if (pending === null) throw new Error('The registration is not there yet');
  if (pending.identity === null) return;
  const { email, language = languages[0] } = pending.identity;
  const owners = await ownersOf(em, vault, pending.identity);
  if (owners.length > 0) {
    // No code hashes to this: the registration can never go on, and takes as long to say so as any other.
    await registrations.addCode(em, { registrationId: id, sequence, codeHash: randomBytes(hashLength) });
    return await tellOwners(dependencies, owners);
  }
  const code = String(randomInt(codes)).padStart(6, '0');
  const hash = codeHash('registration', id, code);
  await registrations.addCode(em, { registrationId: id, sequence, codeHash: hash });
  // A repeated attempt makes another code, hence another mail: what the code before was, nobody here knows any more.
  const { attempt } = activityInfo();
  const key = `registration-${id}-${sequence}-${attempt}`;
  const codePage = `${registrationPage(dependencies)}/${id}/code`;
  await sendLetter(dependencies, { email, language }, letters[language].code(code, codePage), key);
}

function registrationPage({ publicUrl }: AccountDependencies): string {
  return `${publicUrl.replace(/\/$/, '')}/inscription`;
}

/** Once an hour at most, however often somebody asks: the mail service takes the same key as the same mail. */
async function tellOwners(dependencies: AccountDependencies, owners: readonly Owner[]): Promise<void> {
  const hour = new Date().toISOString().slice(0, 13);
  for (const owner of owners) {
    const own = letters[owner.language];
    const [letter, key] = owner.byNumber
      ? [own.knownAccount(), 'known-account']
      : [own.sharedAddress(registrationPage(dependencies)), 'shared-address'];
    await sendLetter(dependencies, owner, letter, `${key}-${owner.traineeId}-${hour}`);
  }
}

async function sendResult(
  dependencies: AccountDependencies,
  { registrationId: id, result }: { registrationId: string; result: 'opened' | 'taken' },
): Promise<void> {
  const { db, vault } = dependencies;
  const em = db.em.fork();
  const pending = await registrations.readRegistration(em, vault, id);
  if (pending === null) return;
  if (result === 'taken') {
    if (pending.identity === null) return;
    return await tellOwners(dependencies, await ownersOf(em, vault, pending.identity));
  }
  const reader = await readerOf(em, pending.traineeId);
  if (reader === null) return;
  await sendLetter(dependencies, reader, letters[reader.language].welcome(), `registration-${id}-welcome`);
}
