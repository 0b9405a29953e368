import { allHandlersFinished, condition, setHandler, sleep } from '@temporalio/workflow';
import { codeMarginMs, type RegistrationStep } from '../../domain/account/registration-rules.ts';
import {
  completeUpdate,
  enterCodeUpdate,
  registrationViewQuery,
  type RegistrationInput,
  sendAgainUpdate,
} from './contract.ts';
import { RegistrationFile } from './registration-file.ts';

/**
 * One registration, from the moment somebody has given number, name, email and password to its account or to its end
 * (domain.md, Creating an account, 6 to 10). Stays for a day, so that every tab learns what became of it, then erases what is left.
 */
export async function registration(input: RegistrationInput): Promise<{ step: RegistrationStep }> {
  const file = new RegistrationFile(input);
  setHandler(registrationViewQuery, () => file.view);
  setHandler(enterCodeUpdate, (entry) => file.enterCode(entry));
  setHandler(sendAgainUpdate, (received) => file.sendAgain(received));
  setHandler(completeUpdate, () => file.complete());

  const { codeExpiresAt, erasedAt } = file.view;
  void file.sendCode();
  const codeIsOver = until(codeExpiresAt) + codeMarginMs;
  const left = await condition(() => file.step !== 'email_code', codeIsOver, { summary: 'code expires' });
  if (!left) await file.expire();
  await sleep(until(erasedAt), { summary: 'erased' });
  await file.close();
  await condition(allHandlersFinished);
  return { step: file.step };
}

function until(instant: string): number {
  return Math.max(1, Date.parse(instant) - Date.now());
}
