import type { Request } from 'express';
import { localPath } from '../../security/return-path.ts';
import { isOfOrganisations } from '../organisation/frame/space.ts';

/** The page that a person was on: this one, or for a form the one that it stood on. */
export function pageBefore(req: Request): string {
  const home = isOfOrganisations(req.path) ? '/organisme' : '/dossiers';
  if (req.method === 'GET') return localPath(req.originalUrl) ?? home;
  const referer = req.get('Referer');
  if (referer === undefined || !URL.canParse(referer)) return home;
  const { pathname, search } = new URL(referer);
  return localPath(pathname + search) ?? home;
}
