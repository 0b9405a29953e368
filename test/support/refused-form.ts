import { expect } from '@jest/globals';
import type { Visitor } from './browser.ts';

/** A form that is refused: what was typed into it, and the fields that its errors lead to. */
export interface RefusedForm {
  path: string;
  button: string;
  typed?: Record<string, string>;
  wrong: readonly string[];
}

/** What is never shown again: passwords, and codes that count once. */
const isSecret = (name: string) => /password|^code$/i.test(name);

/** Sends a form as a browser does that checks nothing itself, and looks at the page that comes back. */
export async function sendRefused(
  visitor: Visitor,
  name: string,
  { path, button, typed = {}, wrong }: RefusedForm,
): Promise<void> {
  const { page } = visitor;
  await visitor.goTo(path);
  for (const details of await page.locator('main details').all())
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const pressed = page.getByRole('button', { name: button, exact: true });
  const form = page.locator('main form').filter({ has: pressed });
  await page.evaluate('for (const form of document.forms) form.noValidate = true');
  for (const [field, text] of Object.entries(typed)) await fill(form.locator(`[name="${field}"]`), text);
  // A refused form leads to its page, which is another one than before.
  const shownAgain = page.waitForURL((url) => url.searchParams.has('saisie'));
  await Promise.all([shownAgain, form.locator(pressed).click()]);
  expect([name, await page.title()]).toEqual([name, expect.stringMatching(/^Erreur – /)]);
  expect([name, await page.evaluate('document.activeElement.id')]).toEqual([name, 'erreurs']);
  const linked = await page.evaluate<string[]>(
    "[...document.querySelectorAll('#erreurs a')].map(({ hash }) => hash.slice(1))",
  );
  expect([name, [...new Set(linked)]]).toEqual([name, wrong]);
  for (const [field, text] of Object.entries(typed)) {
    const again = form.locator(`[name="${field}"]`);
    if (!isSecret(field)) expect([name, field, await valueOf(again)]).toEqual([name, field, text]);
  }
  expect(await visitor.text()).not.toMatch(/Entrée invalide|Trop (petit|grand)|Option invalide|attendue?, /);
  await visitor.check(`refused-${name}`);
}

type Field = ReturnType<Visitor['page']['locator']>;

/** `oui` ticks a box; of radio buttons, the one of this value is chosen. */
async function fill(field: Field, text: string): Promise<void> {
  const kind = await field.first().getAttribute('type');
  if (kind === 'checkbox') await field.check();
  else if (kind === 'radio') await field.and(field.page().locator(`[value="${text}"]`)).check();
  else await field.fill(text);
}

async function valueOf(field: Field): Promise<string> {
  const kind = await field.first().getAttribute('type');
  if (kind === 'checkbox') return (await field.isChecked()) ? 'oui' : '';
  if (kind === 'radio')
    return (await field.and(field.page().locator(':checked')).getAttribute('value')) ?? '';
  return await field.inputValue();
}
