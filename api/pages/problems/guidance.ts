import type { Request } from 'express';
import type { Problem } from '../../problems/problem.ts';
import { problemTable } from '../../problems/table.ts';
import { contextOf } from '../context.ts';
import { isOfOrganisations } from '../organisation/frame/space.ts';
import { pageBefore } from './page-before.ts';
import { type ToldProblem, toldProblem } from './problem-text.ts';

/** What happened, what to do, and where to go. */
export interface Guidance extends ToldProblem {
  advice: string;
  links: { href: string; label: string }[];
}

/** Says an error to a person: in the words of the API, but where those are a program's. */
export function guidanceFor(req: Request, problem: Problem): Guidance {
  return {
    ...toldProblem(contextOf(req), problem),
    advice: adviceOn(req, problem),
    links: [...wayBack(req, problem), ...starts(req, problem)],
  };
}

function adviceOn(req: Request, { code, headers }: Problem): string {
  const { problems: t } = contextOf(req).texts;
  if (isOfFranceConnect(req)) return t.adviceLogIn;
  if (code === 'not_permitted') return t.adviceRole;
  if (code === 'second_factor_required') return t.adviceFactor;
  if (code === 'training_not_found' && !isOfOrganisations(req.path)) return t.adviceTraining;
  const { status } = problemTable[code];
  const seconds = Number(headers['Retry-After'] ?? 0);
  switch (status) {
    case 403:
      return t.adviceForbidden;
    case 404:
    case 405:
      return t.adviceNotFound;
    case 409:
    case 422:
      return t.adviceRefused;
    case 413:
      return t.adviceTooLarge;
    case 429:
      return t.adviceWait(Math.max(1, Math.ceil(seconds / 60)));
    case 503:
      return isOfOrganisations(req.path) ? t.adviceUnavailableToMembers : t.adviceUnavailable;
    default:
      return status >= 500 ? t.adviceOurFault : t.adviceOther;
  }
}

/** The page again, where that may help: it is there, and open to whoever asks. */
function wayBack(req: Request, { code }: Problem): Guidance['links'] {
  const { problems: t } = contextOf(req).texts;
  const { status } = problemTable[code];
  const isRead = req.method === 'GET';
  const isClosed = code === 'not_permitted' || code === 'second_factor_required';
  if (isClosed || isOfFranceConnect(req) || (isRead && status < 429)) return [];
  return [{ href: pageBefore(req), label: isRead ? t.reload : t.pageBefore }];
}

/** On the way through FranceConnect+, where no page of ours was left. */
function isOfFranceConnect({ path }: Request): boolean {
  return path.startsWith('/auth/');
}

function starts(req: Request, { code }: Problem): Guidance['links'] {
  const { texts } = contextOf(req);
  const { problems: t } = texts;
  if (isOfOrganisations(req.path)) {
    const factor = { href: '/organisme/double-authentification', label: texts.organisation.turnOnFactor };
    const inbox = { href: '/organisme', label: texts.organisation.menu.dossiers };
    return code === 'second_factor_required' ? [factor, inbox] : [inbox];
  }
  const search = { href: '/formations', label: t.search };
  const mine = { href: '/dossiers', label: t.dossiers };
  const home = { href: '/', label: t.home };
  if (isOfFranceConnect(req)) return [{ href: '/connexion', label: texts.frame.logIn }, home];
  const { status } = problemTable[code];
  if (status === 404 || status === 405) return [search, mine, home];
  return status >= 500 ? [home] : [mine, home];
}
