import { z } from 'zod';
import { endSession, providerLogoutPath } from '../../franceconnect/logout.ts';
import { seeOther } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { route } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { problemTable } from '../../problems/table.ts';
import { logIn } from '../../security/begin-session.ts';
import { traineeOf } from '../../security/session-life.ts';
import { sessionCookieName } from '../../security/sessions.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { problemText } from '../problems/problem-text.ts';
import { localPath } from '../../security/return-path.ts';
import { type LogInErrors, logInView, type LogInView, type Typed } from './view.ts';

const logInPage = template<LogInView>('login/log-in');
const longestNir = 40;
const longestPassword = 200;

/** Logging in and out in a browser. */
export const logInRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/connexion',
    access: 'visitor',
    summary: 'The login form',
    query: z.object({ retour: z.string().optional() }),
    handle: async (exchange) => {
      const { req, query, services } = exchange;
      const back = localPath(query.retour) ?? '';
      if (traineeOf(req.session, services.clock.now()) !== null) return seeOther(back || '/dossiers');
      return await showForm(exchange, { nir: '', back }, {});
    },
  }),
  route({
    ...aPage,
    method: 'post',
    path: '/connexion',
    access: 'visitor',
    form: true,
    summary: 'Log in with social security number and password',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const typed = { nir: body.get('nir') ?? '', back: localPath(body.get('retour')) ?? '' };
      const password = body.get('password') ?? '';
      const missing = missingFrom(exchange, typed.nir, password);
      if (missing !== null) return await showForm(exchange, typed, missing);
      try {
        const credentials = {
          nir: typed.nir.slice(0, longestNir),
          password: password.slice(0, longestPassword),
        };
        const traineeId = await logIn(exchange, credentials, (id) => id);
        const back = typed.back || '/dossiers';
        return seeOther(traineeId === null ? secondStepPath(back) : back);
      } catch (error) {
        if (!(error instanceof Problem) || problemTable[error.code].status >= 500) throw error;
        return await showForm(
          exchange,
          typed,
          { all: problemText(contextOf(req).language, error).detail },
          error,
        );
      }
    },
  }),
  route({
    ...aPage,
    method: 'post',
    path: '/deconnexion',
    access: 'trainee',
    form: true,
    summary: 'Log out',
    handle: async ({ req, res, services }) => {
      if (await endSession(req, services.clock.now())) return seeOther(providerLogoutPath);
      res.clearCookie(sessionCookieName(services.config.PUBLIC_URL), { path: '/' });
      return seeOther('/');
    },
  }),
];

function missingFrom({ req }: Exchange, nir: string, password: string): LogInErrors | null {
  const { logIn: t } = contextOf(req).texts;
  const errors = {
    ...(nir.trim() === '' ? { nir: t.missingNir } : {}),
    ...(password === '' ? { password: t.missingPassword } : {}),
  };
  return Object.keys(errors).length === 0 ? null : errors;
}

async function showForm(exchange: Exchange, typed: Typed, errors: LogInErrors, problem?: Problem) {
  const context = contextOf(exchange.req);
  const hasFranceConnect = exchange.services.franceConnect !== null;
  const isRefused = Object.keys(errors).length > 0;
  const reply = await showPage(exchange, {
    title: context.texts.logIn.title,
    main: logInPage(logInView(context, typed, { errors, hasFranceConnect })),
    status: problem === undefined ? (isRefused ? 422 : 200) : problemTable[problem.code].status,
  });
  return { ...reply, headers: { ...reply.headers, ...problem?.headers } };
}

/** Where the second step of a login is asked for. */
function secondStepPath(back: string): string {
  return `/connexion/code?${new URLSearchParams({ retour: back }).toString()}`;
}
