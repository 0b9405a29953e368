import type { Page } from 'playwright-core';

/**
 * What a page that refuses a form leaves out: its list of errors takes the focus; each error is a link to a field that says itself
 * wrong and is described by a text; no field says itself wrong without a place in the list. Nothing for a page without errors.
 */
const script = `(() => {
  const list = document.getElementById('erreurs');
  const named = (field) => field.id || field.closest('fieldset')?.id || '';
  const wrong = [...document.querySelectorAll('main [aria-invalid=true]')];
  if (list === null) return wrong.map((field) => named(field) + ' is wrong, and no list says so');
  const described = (field) => (field?.getAttribute('aria-describedby') ?? '').split(' ')
    .some((id) => id.endsWith('-error') && (document.getElementById(id)?.innerText ?? '').trim() !== '');
  const linked = [...list.querySelectorAll('a')].map((link) => link.hash.slice(1));
  return [
    ...(list.getAttribute('role') === 'alert' && list.tabIndex === -1 ? [] : ['the list cannot take the focus']),
    ...linked.flatMap((id) => {
      const field = document.getElementById(id);
      const own = field === null ? [] : [field, ...field.querySelectorAll('input')];
      return [
        ...(own.some((part) => part.getAttribute('aria-invalid') === 'true') ? [] : [id + ' does not say it is wrong']),
        ...(described(field) ? [] : [id + ' is not described']),
        ...(field !== null && field.checkVisibility() ? [] : [id + ' is hidden']),
      ];
    }),
    ...wrong.map(named).filter((id) => !linked.includes(id)).map((id) => id + ' is not in the list'),
  ];
})()`;

/** Finds what is missing of the errors of a page that a form was sent from. */
export async function formErrorDefects(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(script);
}
