import { z } from 'zod';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { completeLogin, logInMember } from '../../../organisation/member-login.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { codeSchema, memberCredentialsSchema } from '../../../schemas/members.ts';
import { ended } from '../../../security/session-life.ts';
import { memberOf } from '../../../security/session-member.ts';
import { sessionCookieName } from '../../../security/sessions.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { shownAgain } from '../../account-form/shown-again.ts';
import { aPage } from '../../page-route.ts';
import { localPath } from '../../../security/return-path.ts';
import type { Texts } from '../../texts/index.ts';
import { isOfOrganisations, showBarePage } from '../frame/space.ts';

interface LogInView {
  t: Texts['organisation']['logIn'];
  email: string;
  forgotten: string;
  back: string;
  /** What is wrong with each field; null where nothing is. */
  wrong: Record<'email' | 'password' | 'code', string | null>;
}

const logInPage = template<LogInView>('organisation/login/log-in');
const codePage = template<Omit<LogInView, 'email' | 'forgotten'>>('organisation/login/code');
const back = z.object({ retour: z.string().optional() });
const aVisit = { ...aPage, access: 'visitor' } as const;

/** Logging in and out for those who work for an organisation. */
export const memberLogInRoutes = [
  route({
    ...aVisit,
    method: 'get',
    path: '/organisme/connexion',
    summary: 'The login form of members',
    query: back,
    handle: async (exchange) => {
      const { em, req, query, services } = exchange;
      const isKnown = (await memberOf(em, req.session, services.clock.now())) !== null;
      return isKnown ? seeOther(pathBack(query.retour)) : showLogIn(exchange, query.retour);
    },
  }),
  route({
    ...aVisit,
    method: 'post',
    path: '/organisme/connexion',
    form: true,
    summary: 'Log in with email and password',
    handle: async (exchange) => {
      const { body } = exchange;
      const typed = { email: body.get('email') ?? '', password: body.get('password') ?? '' };
      const wanted = body.get('retour') ?? undefined;
      const outcome = await logInMember(exchange, parsePart(memberCredentialsSchema, typed));
      const next = pathBack(wanted);
      return seeOther(
        outcome === 'logged_in' ? next : `/organisme/connexion/code?retour=${encodeURIComponent(next)}`,
      );
    },
  }),
  route({
    ...aVisit,
    method: 'get',
    path: '/organisme/connexion/code',
    summary: 'The form for the second factor',
    query: back,
    handle: (exchange) => showCode(exchange, exchange.query.retour),
  }),
  route({
    ...aVisit,
    method: 'post',
    path: '/organisme/connexion/code',
    form: true,
    about: { second_factor_invalid: 'code' },
    summary: 'Give the code that the login waits for',
    handle: async (exchange) => {
      const { body } = exchange;
      const wanted = body.get('retour') ?? undefined;
      await completeLogin(exchange, parsePart(codeSchema, { code: (body.get('code') ?? '').trim() }).code);
      return seeOther(pathBack(wanted));
    },
  }),
  route({
    ...aPage,
    method: 'post',
    path: '/organisme/deconnexion',
    access: 'member',
    form: true,
    summary: 'Log out',
    handle: async ({ req, res, services }) => {
      await ended(req.session);
      res.clearCookie(sessionCookieName(services.config.PUBLIC_URL), { path: '/' });
      return seeOther('/organisme/connexion');
    },
  }),
];

/** Only to pages of organisations: a trainee's are not for a member. */
function pathBack(wanted: string | undefined): string {
  const path = localPath(wanted);
  return path !== null && isOfOrganisations(path.split('?')[0] ?? '') ? path : '/organisme';
}

function showLogIn(exchange: Exchange, wanted: string | undefined): Reply {
  const { logIn: t, password } = contextOf(exchange.req).texts.organisation;
  const { forgotten } = password;
  const path = '/organisme/connexion';
  const main = logInPage({ t, forgotten, ...typedBefore(exchange, path, wanted) });
  return showBarePage(exchange, { title: t.title, main, path });
}

function showCode(exchange: Exchange, wanted: string | undefined): Reply {
  const t = contextOf(exchange.req).texts.organisation.logIn;
  const path = '/organisme/connexion/code';
  const main = codePage({ t, ...typedBefore(exchange, path, wanted) });
  return showBarePage(exchange, { title: t.codeTitle, main, path });
}

/** What was typed into a form that was not taken, and what is wrong with it. */
function typedBefore(
  { req }: Exchange,
  action: string,
  wanted: string | undefined,
): Pick<LogInView, 'back' | 'email' | 'wrong'> {
  const { email, password, code } = contextOf(req).texts.organisation.logIn;
  const fields = Object.entries({ email, password, code }).map(([name, label]) => ({ name, label }));
  const again = shownAgain(req, { action }, fields);
  const wrong = (name: string) => again?.fields[name]?.join(' ') ?? null;
  return {
    back: pathBack(wanted ?? again?.values.get('retour') ?? undefined),
    email: again?.values.get('email') ?? '',
    wrong: { email: wrong('email'), password: wrong('password'), code: wrong('code') },
  };
}
