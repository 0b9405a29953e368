import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import type { OrganisationPermission } from '../../../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { memberSessionInfo } from '../../../organisation/member-session.ts';
import { contextOf, type PageContext } from '../../context.ts';
import { framed, type PageParts, type Space, type Viewer } from '../../frame/frame.ts';
import type { Texts } from '../../texts/index.ts';

/** The entries of the organisations' menu. */
export type MemberSection = keyof Texts['organisation']['menu'];

interface Entry {
  href: string;
  /** What somebody must be allowed to do for the entry to be theirs. */
  needs: OrganisationPermission | null;
}

const entries: Readonly<Record<MemberSection, Entry>> = {
  dossiers: { href: '/organisme', needs: 'read_dossiers' },
  sessions: { href: '/organisme/sessions', needs: 'read_sessions' },
  members: { href: '/organisme/membres', needs: 'read_members' },
  keys: { href: '/organisme/cles', needs: 'read_keys' },
  webhooks: { href: '/organisme/webhooks', needs: 'read_webhooks' },
  preferences: { href: '/organisme/preferences', needs: 'read_preferences' },
  account: { href: '/organisme/compte', needs: null },
};

/** Answers with a page of the organisations' part of the site, for the member who is logged in. */
export async function showMemberPage(
  exchange: Exchange<MemberCaller>,
  { section, ...parts }: Omit<PageParts, 'section' | 'space'> & { section?: MemberSection },
): Promise<Reply> {
  const { em, req, services } = exchange;
  const { space, viewer } = await memberFrame(em, req, { now: services.clock.now(), section });
  return framed(services, req, { ...parts, space }, viewer);
}

/** The organisations' part for the member who is logged in. Throws `authentication_required` for anybody else. */
export async function memberFrame(
  em: EntityManager,
  req: Request,
  { now, section }: { now: number; section?: MemberSection | undefined },
): Promise<{ space: Space; viewer: Viewer }> {
  const { member, organisation, permissions, csrfToken } = await memberSessionInfo(em, req, now);
  const context = contextOf(req);
  const links = Object.entries(entries)
    .filter(([, { needs }]) => needs === null || permissions.includes(needs))
    .map(([key, { href }]) => ({
      href,
      label: context.texts.organisation.menu[key as MemberSection],
      isCurrent: key === section,
    }));
  const space = { ...bareSpace(context), name: organisation.name, links };
  return { space, viewer: { name: member.name, csrf: csrfToken } };
}

/** The organisations' part for somebody who is not logged in, or of whom nothing could be looked up. */
export function bareSpace({ texts }: PageContext): Space {
  const home = '/organisme';
  return {
    name: texts.organisation.space,
    home,
    links: [],
    logInPath: `${home}/connexion`,
    logOutPath: `${home}/deconnexion`,
  };
}

/** Answers with a page of the organisations' part for whoever looks. */
export function showBarePage({ services, req }: Exchange, parts: Omit<PageParts, 'space'>): Reply {
  return framed(services, req, { ...parts, space: bareSpace(contextOf(req)) }, null);
}

/** Tells whether an address is in the organisations' part. */
export function isOfOrganisations(path: Request['path']): boolean {
  return /^\/organisme(?:\/|$)/.test(path);
}
