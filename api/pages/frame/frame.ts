import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { queries } from '../../../db/database.ts';
import { hasMailProblem as mailProblemOf } from '../../../db/notices/failures.ts';
import { languages } from '../../../domain/language.ts';
import type { Exchange } from '../../http/route.ts';
import type { Reply } from '../../http/reply.ts';
import { keptFormOf, withKeptForm } from '../../kept-forms/kept-form.ts';
import { problemTable } from '../../problems/table.ts';
import { csrfField, csrfTokenOf } from '../../security/csrf.ts';
import { identityOf } from '../../security/identity.ts';
import { endsOf, traineeOf } from '../../security/session-life.ts';
import type { Services } from '../../services.ts';
import { type ToldAbove, toldAbove } from '../account-form/shown-again.ts';
import { assets } from '../assets.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { pagePolicy } from '../page-headers.ts';
import type { Texts } from '../texts/index.ts';
import { takeNotice } from './notice.ts';
import { type SessionEnd, sessionEndView } from './session-end.ts';

/** The entries of the menu. */
export type Section = 'search' | 'rights' | 'dossiers' | 'understand';

/** What a page puts into the frame. */
export interface PageParts {
  /** Of the window; the service's name is added. */
  title: string;
  /** The HTML of the page's own part. */
  main: string;
  status?: number;
  /** The entry of the menu that this page belongs to. */
  section?: Section;
  /** Where the page is read again, when that is not the address of this request (a form that was refused). */
  path?: string;
  /** Where new states of what the page shows are announced, and the version it shows. */
  live?: { stream: string; version: number };
  /** Another part of the site, with a menu and a login of its own. */
  space?: Space;
}

/** A part of the site beside the trainees' own. */
export interface Space {
  name: string;
  home: string;
  links: { href: string; label: string; isCurrent: boolean }[];
  logInPath: string;
  logOutPath: string;
}

/** Who looks at the page, as far as the frame shows it; `unknown` where nothing could be looked up. */
export type Viewer = { name: string; csrf: string; own?: OwnAccount } | null | 'unknown';

/** What a trainee is told of their own account on every page. */
export interface OwnAccount {
  /** The last mail to the present address did not arrive. */
  hasMailProblem: boolean;
  /** Epoch milliseconds. */
  now: number;
  idleEndsAt: number;
  endsAt: number;
}

interface FrameView extends Omit<PageParts, 'section' | 'live' | 'path' | 'space'> {
  home: string;
  spaceName: string | null;
  logOutPath: string;
  t: Texts['frame'];
  language: string;
  others: { language: string; name: string; action: string }[];
  path: string;
  links: { href: string; label: string; isCurrent: boolean }[];
  viewer: Viewer;
  csrfField: string;
  logInPath: string;
  notice: string | null;
  /** Why a form that was sent from this page was not taken. */
  above: ToldAbove | null;
  /** Where the viewer's own account is; null where there is none to go to. */
  accountPath: string | null;
  mailProblem: { text: string; href: string; link: string } | null;
  sessionEnd: SessionEnd | null;
  live: { stream: string; version: number; announcement: string; lost: string } | null;
  assets: { style: string; script: string; session: string; icon: string };
}

const layout = template<FrameView>('frame/layout');
const sections: Readonly<Record<Section, string>> = {
  search: '/formations',
  rights: '/mes-droits',
  dossiers: '/dossiers',
  understand: '/comprendre',
};

/** Answers with a page in its frame; looks up who looks, unless that was done beside the page's own questions. */
export async function showPage(
  { services, em, req }: Exchange,
  parts: PageParts,
  viewer?: Viewer,
): Promise<Reply> {
  return framed(services, req, parts, viewer === undefined ? await viewerOf(services, em, req) : viewer);
}

/** Puts a page into the frame for somebody who is already known, or cannot be. */
export function framed(
  services: Pick<Services, 'config'>,
  req: Request,
  parts: PageParts,
  viewer: Viewer,
): Reply {
  // A form that is shown again says why, in the status too; a page that is an error itself has no form.
  const isError = (parts.status ?? 200) >= 400;
  const kept = keptFormOf(req);
  const isKept = typeof kept?.id === 'string';
  const problem = isError ? null : (kept?.problem ?? null);
  const status = problem === null ? (parts.status ?? 200) : problemTable[problem.code].status;
  return {
    status,
    text: {
      type: 'text/html; charset=utf-8',
      body: layout(
        frameView(req, { ...parts, status, above: isError && isKept ? null : toldAbove(req) }, viewer),
      ),
    },
    headers: {
      ...problem?.headers,
      'Content-Security-Policy': pagePolicy(formTargets(services.config)),
      // A form that is sent after the session has ended says which page it stood on.
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      Vary: 'Cookie, Accept-Language',
    },
  };
}

/** Where forms may end beside our own pages: at the card payment, and at FranceConnect+ when logging out. */
function formTargets({ CHECKOUT_ORIGINS, FRANCECONNECT_ISSUER }: Services['config']): readonly string[] {
  const provider = FRANCECONNECT_ISSUER === undefined ? [] : [new URL(FRANCECONNECT_ISSUER).origin];
  return [...CHECKOUT_ORIGINS, ...provider];
}

/** Finds out who looks: their name, and the token for their forms; null for a visitor. */
export async function viewerOf(
  { clock }: Pick<Services, 'clock'>,
  em: EntityManager,
  req: Request,
): Promise<Exclude<Viewer, 'unknown'>> {
  const now = clock.now();
  const id = traineeOf(req.session, now);
  const identity = id === null ? null : await identityOf(em, id);
  if (identity === null) return null;
  const hasMailProblem = await mailProblemOf(queries(em), { traineeId: identity.id, email: identity.email });
  const own = { hasMailProblem, now, ...endsOf(req.session, now) };
  return { name: identity.name, csrf: csrfTokenOf(req), own };
}

function frameView(
  req: Request,
  { section, live, path, space, above, ...parts }: PageParts & Pick<FrameView, 'above'>,
  viewer: Viewer,
): FrameView {
  const context = contextOf(req);
  const t = context.texts.frame;
  const here = withKeptForm(
    path ?? (req.method === 'GET' ? req.originalUrl : req.path),
    keptFormOf(req)?.id ?? null,
  );
  // What a script fetches is not the next page that the person is shown.
  const notice = req.get('Sec-Fetch-Dest') === 'empty' ? null : takeNotice(req.session);
  const own = viewer !== null && viewer !== 'unknown' ? viewer.own : undefined;
  const isRefused = (parts.status ?? 200) >= 400;
  return {
    ...parts,
    // Said first: a screen reader begins with the title.
    title: isRefused ? `${context.texts.forms.errorTitle} – ${parts.title}` : parts.title,
    t,
    accountPath: own === undefined ? null : '/compte',
    mailProblem:
      own?.hasMailProblem === true ? { ...t.mailProblem, href: '/compte/adresse-electronique' } : null,
    sessionEnd: own === undefined ? null : sessionEndView(context, own, logInPathFrom(req, here)),
    language: context.language,
    path: here,
    others: otherLanguages(context, here),
    home: space?.home ?? '/',
    spaceName: space?.name ?? null,
    links: space?.links ?? ownLinks(context, section),
    viewer,
    csrfField,
    logInPath: space?.logInPath ?? logInPathFrom(req, here),
    logOutPath: space?.logOutPath ?? '/deconnexion',
    notice: notice === null ? null : context.texts.notices[notice],
    above,
    live: live === undefined ? null : { ...live, announcement: t.liveChanged, lost: t.liveLost },
    assets: {
      style: assets.style.path,
      script: assets.script.path,
      session: assets.session.path,
      icon: assets.icon.path,
    },
  };
}

function ownLinks({ texts }: PageContext, section: Section | undefined): FrameView['links'] {
  return Object.entries(sections).map(([key, href]) => ({
    href,
    label: texts.frame.sections[key as Section],
    isCurrent: key === section,
  }));
}

function logInPathFrom({ path }: Request, here: string): string {
  return path === '/' || path === '/connexion'
    ? '/connexion'
    : `/connexion?retour=${encodeURIComponent(here)}`;
}

function otherLanguages({ language }: PageContext, here: string): FrameView['others'] {
  const names = { fr: 'Français', en: 'English' };
  return languages
    .filter((other) => other !== language)
    .map((other) => ({
      language: other,
      name: names[other],
      action: `/langue?vers=${other}&retour=${encodeURIComponent(here)}`,
    }));
}
