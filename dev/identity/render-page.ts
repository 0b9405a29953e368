import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';

/** Where the templates and the style sheet are. */
export const pagesFolder = fileURLToPath(new URL('pages', import.meta.url));

const eta = new Eta({ views: pagesFolder, cache: true });

/** Writes a page of the local provider. */
export function renderPage(name: 'choose' | 'log-out' | 'logged-out' | 'failure', data: object): string {
  return eta.render(name, data);
}
