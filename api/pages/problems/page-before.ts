import type { Request } from 'express';
import { localPath } from '../../security/return-path.ts';
import { isOfOrganisations } from '../organisation/frame/space.ts';

/** The page that a person was on: this one, or for a form the one that it stood on. */
export function pageBefore(req: Request): string {
  const home = isOfOrganisations(req.path) ? '/organisme' : '/dossiers';
  if (req.method === 'GET') return localPath(req.originalUrl) ?? home;
  return (req.res?.locals.pageBefore as string | undefined) ?? pathBefore(req) ?? home;
}

/** The page that a form stood on, as its browser names it; null where it names none of ours. */
export function pathBefore(req: Request): string | null {
  const referer = req.get('Referer');
  if (referer === undefined || !URL.canParse(referer)) return null;
  const { host, pathname, search } = new URL(referer);
  return host === req.host ? localPath(pathname + search) : null;
}
