import { createHash, randomUUID } from 'node:crypto';
import {
  insertRegistration,
  type RegistrationIdentity,
  registrationOf,
} from '../../db/accounts/registrations.ts';
import { hashPassword } from '../../db/people/passwords.ts';
import { comparableEmail } from '../../domain/account/email-address.ts';
import {
  codeLifeMs,
  codeResends,
  codeTries,
  registrationLifeMs,
} from '../../domain/account/registration-rules.ts';
import { addMs, type Instant } from '../../domain/calendar/paris-time.ts';
import { type Language, languages } from '../../domain/language.ts';
import {
  registrationWorkflowId,
  registrationWorkflowType,
  type RegistrationInput,
  type RegistrationView,
} from '../../workflows/registration/contract.ts';
import { type CaptchaAnswer, passCaptcha } from '../captchas/captchas.ts';
import { deadlineIn } from '../dossiers/deliver.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import { networkOf } from '../http/network.ts';
import { created, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { rememberBrowser } from './browser.ts';
import { checkIdentity, type TypedIdentity } from './check-identity.ts';
import { viewOf } from './messages.ts';

const startLimitMs = 5_000;

/** What a registration begins with. */
export interface RegistrationWish extends TypedIdentity {
  captcha: CaptchaAnswer;
  /** In which language to write to the person; French unless given. */
  language?: Language | undefined;
}

/** What FranceConnect+ says of the person, where the registration began with it. */
export type VouchedRegistration = Required<Pick<RegistrationIdentity, 'firstName' | 'franceConnectSubject'>>;

/**
 * Begins a registration. Nothing here looks whether there is an account already: the answer and its time are the same, and only
 * the mail tells, to whoever owns that account (docs/decisions/0014-registration-and-enumeration.md).
 */
export async function beginRegistration(
  exchange: Exchange,
  wish: RegistrationWish,
  vouched: VouchedRegistration | null = null,
): Promise<Reply> {
  const { services, em, req, idempotencyKey } = exchange;
  await services.rateLimits.count('registrations', networkOf(req));
  const { captcha, language = languages[0], ...typed } = wish;
  const checked = { ...checkIdentity(typed), ...vouched, ...(language === languages[0] ? {} : { language }) };
  const browserHash = rememberBrowser(exchange);
  const id = idempotencyKey === null ? randomUUID() : idOf(browserHash, idempotencyKey);
  const fingerprint = services.codeHash('fingerprint', id, JSON.stringify(checked));

  const before = idempotencyKey === null ? null : await registrationOf(em, { id, browserHash });
  if (before !== null) {
    if (!before.fingerprint.equals(fingerprint)) throw new Problem('idempotency_key_reused');
    return answer(id, await viewOf(exchange, id));
  }
  await passCaptcha(services, em, captcha);
  const email = services.codeHash('fingerprint', 'email', comparableEmail(checked.email));
  await services.rateLimits.count('registrationsOfEmail', email.toString('hex'));

  const identity = {
    ...checked,
    passwordHash: await services.passwordQueue.run(networkOf(req), () => hashPassword(typed.password)),
  };
  await start(exchange, { registrationId: id, startedAt: exchange.receivedAt });
  const row = { id, traineeId: randomUUID(), browserHash, fingerprint, identity };
  await insertRegistration(em, services.vault, row);
  return answer(id, firstView(exchange.receivedAt));
}

/** Before anything is kept: whatever happens next, the workflow's end finds it. */
async function start({ services, giveUpAt }: Exchange, input: RegistrationInput): Promise<void> {
  const { temporal } = services;
  try {
    await temporal.withDeadline(deadlineIn(startLimitMs, giveUpAt), () =>
      temporal.workflow.start(registrationWorkflowType, startOptions(services, input)),
    );
  } catch (error) {
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}

function startOptions({ config }: Services, input: RegistrationInput) {
  return {
    workflowId: registrationWorkflowId(input.registrationId),
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    staticSummary: 'Création de compte',
  };
}

/** What the workflow says of itself before anything happened: it need not have run yet. */
function firstView(startedAt: Instant): RegistrationView {
  return {
    step: 'email_code',
    triesLeft: codeTries,
    resendsLeft: codeResends,
    codeSentAt: startedAt,
    codeExpiresAt: addMs(startedAt, codeLifeMs),
    erasedAt: addMs(startedAt, registrationLifeMs),
  };
}

function answer(id: string, view: RegistrationView): Reply {
  return created(`/api/registrations/${id}`, { id, ...view });
}

/** The same request of the same browser gets the same id: a UUID (version 8) that nobody can guess without the cookie. */
function idOf(browserHash: Buffer, key: string): string {
  const bytes = createHash('sha256')
    .update('registration\0')
    .update(browserHash)
    .update(key)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
