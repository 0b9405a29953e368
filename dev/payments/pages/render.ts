import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import type { Response } from 'express';
import type { IndexView } from './index-view.ts';
import type { MessageView } from './message-view.ts';
import type { PayView } from './pay-view.ts';

/** Where the templates and the style sheet are. */
export const viewsFolder = fileURLToPath(new URL('views', import.meta.url));

const eta = new Eta({ views: viewsFolder, cache: true });

/** What each template shows. */
interface Views {
  pay: PayView;
  message: MessageView;
  index: IndexView;
}

/**
 * Answers with a page that runs no script and loads nothing but the style sheet.
 * @param formTargets the other origins that a form may lead to: browsers check where its answer redirects to
 */
export function renderPage<Name extends keyof Views>(
  response: Response,
  name: Name,
  view: Views[Name],
  formTargets: readonly string[] = [],
): void {
  const formAction = ["'self'", ...formTargets].join(' ');
  response.set({
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  response.type('html').send(eta.render(name, view));
}
