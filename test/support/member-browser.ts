import { codeOf, type TestMember } from './api-members.ts';
import type { Visitor } from './browser.ts';

/** The code of the enrolment is used up: the next one is taken already. */
const stepMs = 30_000;

/** Logs a member in as people do, with the code of their app when they have one: once, since each code counts once. */
export async function logInAsMember(
  visitor: Visitor,
  { email, password, secret }: Pick<TestMember, 'email' | 'password' | 'secret'>,
): Promise<void> {
  const { page } = visitor;
  await visitor.goTo('/organisme/connexion');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await visitor.press('Se connecter');
  if (secret === null) return;
  await page.locator('#code').fill(codeOf(secret, Date.now() + stepMs));
  await visitor.press('Continuer');
}
