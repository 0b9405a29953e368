import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { languages } from '../../../domain/language.ts';
import type { Exchange } from '../../http/route.ts';
import type { Reply } from '../../http/reply.ts';
import { csrfField, csrfTokenOf } from '../../security/csrf.ts';
import { identityOf } from '../../security/identity.ts';
import { traineeOf } from '../../security/session-life.ts';
import type { Services } from '../../services.ts';
import { assets } from '../assets.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { pagePolicy } from '../page-headers.ts';
import type { Texts } from '../texts/index.ts';
import { takeNotice } from './notice.ts';

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
}

/** Who looks at the page, as far as the frame shows it; `unknown` where nothing could be looked up. */
export type Viewer = { name: string; csrf: string } | null | 'unknown';

interface FrameView extends Omit<PageParts, 'section' | 'live' | 'path'> {
  t: Texts['frame'];
  language: string;
  others: { language: string; name: string; action: string }[];
  path: string;
  links: { href: string; label: string; isCurrent: boolean }[];
  viewer: Viewer;
  csrfField: string;
  logInPath: string;
  notice: string | null;
  live: { stream: string; version: number; announcement: string; lost: string } | null;
  assets: { style: string; script: string; icon: string };
}

const layout = template<FrameView>('frame/layout');
const sections: Readonly<Record<Section, string>> = {
  search: '/formations',
  rights: '/mes-droits',
  dossiers: '/dossiers',
  understand: '/comprendre',
};

/** Answers with a page in its frame. */
export async function showPage({ services, em, req }: Exchange, parts: PageParts): Promise<Reply> {
  return framed(services, req, parts, await viewerOf(services, em, req));
}

/** Puts a page into the frame for somebody who is already known, or cannot be. */
export function framed(
  services: Pick<Services, 'config'>,
  req: Request,
  parts: PageParts,
  viewer: Viewer,
): Reply {
  const { status = 200 } = parts;
  return {
    status,
    text: { type: 'text/html; charset=utf-8', body: layout(frameView(req, parts, viewer)) },
    headers: {
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
  const id = traineeOf(req.session, clock.now());
  const identity = id === null ? null : await identityOf(em, id);
  return identity === null ? null : { name: identity.name, csrf: csrfTokenOf(req) };
}

function frameView(req: Request, { section, live, path, ...parts }: PageParts, viewer: Viewer): FrameView {
  const context = contextOf(req);
  const t = context.texts.frame;
  const here = path ?? (req.method === 'GET' ? req.originalUrl : req.path);
  const notice = takeNotice(req.session);
  return {
    ...parts,
    t,
    language: context.language,
    path: here,
    others: otherLanguages(context, here),
    links: Object.entries(sections).map(([key, href]) => ({
      href,
      label: t.sections[key as Section],
      isCurrent: key === section,
    })),
    viewer,
    csrfField,
    logInPath:
      req.path === '/' || req.path === '/connexion'
        ? '/connexion'
        : `/connexion?retour=${encodeURIComponent(here)}`,
    notice: notice === null ? null : context.texts.notices[notice],
    live: live === undefined ? null : { ...live, announcement: t.liveChanged, lost: t.liveLost },
    assets: { style: assets.style.path, script: assets.script.path, icon: assets.icon.path },
  };
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
