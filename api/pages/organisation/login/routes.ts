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
import { withRefusal } from '../../account-form/form.ts';
import { namedError, type Refusal, refusalErrors, refusalOf } from '../../account-form/refusal.ts';
import { aPage } from '../../page-route.ts';
import { localPath } from '../../../security/return-path.ts';
import type { Texts } from '../../texts/index.ts';
import { isOfOrganisations, showBarePage } from '../frame/space.ts';

interface LogInView {
  t: Texts['organisation']['logIn'];
  email: string;
  forgotten: string;
  back: string;
  errorTexts: Texts['forms'];
  errors: ReturnType<typeof refusalErrors>;
  /** What is wrong with each field; null where nothing is. */
  wrong: Record<'email' | 'password' | 'code', string | null>;
}

const logInPage = template<LogInView>('organisation/login/log-in');
const codePage = template<Omit<LogInView, 'email' | 'forgotten'>>('organisation/login/code');
const aboutCode = { second_factor_invalid: 'code' } as const;
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
      return isKnown ? seeOther(pathBack(query.retour)) : showLogIn(exchange, '', query.retour, null);
    },
  }),
  route({
    ...aVisit,
    method: 'post',
    path: '/organisme/connexion',
    form: true,
    summary: 'Log in with email and password',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const typed = { email: body.get('email') ?? '', password: body.get('password') ?? '' };
      const wanted = body.get('retour') ?? undefined;
      try {
        const outcome = await logInMember(exchange, parsePart(memberCredentialsSchema, typed));
        const next = pathBack(wanted);
        return seeOther(
          outcome === 'logged_in' ? next : `/organisme/connexion/code?retour=${encodeURIComponent(next)}`,
        );
      } catch (error) {
        const refusal = refusalOf(contextOf(req), error, { names: ['email', 'password'] });
        return showLogIn(exchange, typed.email, wanted, refusal);
      }
    },
  }),
  route({
    ...aVisit,
    method: 'get',
    path: '/organisme/connexion/code',
    summary: 'The form for the second factor',
    query: back,
    handle: (exchange) => showCode(exchange, exchange.query.retour, null),
  }),
  route({
    ...aVisit,
    method: 'post',
    path: '/organisme/connexion/code',
    form: true,
    summary: 'Give the code that the login waits for',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const wanted = body.get('retour') ?? undefined;
      try {
        await completeLogin(exchange, parsePart(codeSchema, { code: (body.get('code') ?? '').trim() }).code);
        return seeOther(pathBack(wanted));
      } catch (error) {
        const refusal = refusalOf(contextOf(req), error, { names: ['code'], about: aboutCode });
        return showCode(exchange, wanted, refusal);
      }
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

function showLogIn(
  exchange: Exchange,
  email: string,
  wanted: string | undefined,
  refusal: Refusal | null,
): Reply {
  const { logIn: t, password } = contextOf(exchange.req).texts.organisation;
  const { forgotten } = password;
  const main = logInPage({ t, email, forgotten, back: pathBack(wanted), ...errorsOf(exchange, refusal) });
  return showStep(exchange, { title: t.title, main, path: '/organisme/connexion' }, refusal);
}

function showCode(exchange: Exchange, wanted: string | undefined, refusal: Refusal | null): Reply {
  const t = contextOf(exchange.req).texts.organisation.logIn;
  const main = codePage({ t, back: pathBack(wanted), ...errorsOf(exchange, refusal) });
  return showStep(exchange, { title: t.codeTitle, main, path: '/organisme/connexion/code' }, refusal);
}

function errorsOf({ req }: Exchange, refusal: Refusal | null) {
  const { forms, organisation } = contextOf(req).texts;
  const { email, password, code } = organisation.logIn;
  const labels: Record<string, string> = { email, password, code };
  const wrong = (name: string) => refusal?.fields[name]?.join(' ') ?? null;
  return {
    errorTexts: forms,
    errors: refusalErrors(refusal).map(({ field, text }) => ({
      field,
      text: namedError(forms, labels[field ?? ''] ?? '', text),
    })),
    wrong: { email: wrong('email'), password: wrong('password'), code: wrong('code') },
  };
}

function showStep(
  exchange: Exchange,
  { title, main, path }: { title: string; main: string; path: string },
  refusal: Refusal | null,
): Reply {
  const page = { title, main, path, status: refusal?.status ?? 200 };
  return withRefusal(showBarePage(exchange, page), refusal);
}
