import type { Request } from 'express';
import type { Route } from '../http/route.ts';
import { isOfOrganisations } from '../pages/organisation/frame/space.ts';
import { pathBefore } from '../pages/problems/page-before.ts';
import { withKeptForm } from './kept-form.ts';

/**
 * Finds the page that a form stood on: the one that its browser names, when that can be read at its address; else the nearest
 * page above the address that the form was sent to.
 */
export function pageFinder(routes: readonly Route[]): (req: Request) => string {
  const pages = routes
    .filter(({ method, hidden }) => method === 'get' && hidden === true)
    .map(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`));
  const isPage = (path: string) => pages.some((page) => page.test(path.split('?')[0] ?? ''));
  return (req) => {
    const before = pathBefore(req);
    if (before !== null && isPage(before)) return withKeptForm(before, null);
    return pathsAbove(req.path).find(isPage) ?? (isOfOrganisations(req.path) ? '/organisme' : '/');
  };
}

/** `/a/b`, then `/a`. */
function pathsAbove(path: string): string[] {
  const parts = path.split('/').slice(1);
  return parts.map((_part, count) => `/${parts.slice(0, parts.length - count).join('/')}`);
}
