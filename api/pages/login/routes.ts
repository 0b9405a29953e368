import { z } from 'zod';
import { endSession, providerLogoutPath } from '../../franceconnect/logout.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { route } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { logIn } from '../../security/begin-session.ts';
import { traineeOf } from '../../security/session-life.ts';
import { sessionCookieName } from '../../security/sessions.ts';
import { shownAgain } from '../account-form/shown-again.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { localPath } from '../../security/return-path.ts';
import { logInView, type LogInView } from './view.ts';

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
      return await showLogIn(exchange, back);
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
      const { body } = exchange;
      const [nir, password] = [body.get('nir') ?? '', body.get('password') ?? ''];
      refuseEmpty(exchange, { nir, password });
      const credentials = { nir: nir.slice(0, longestNir), password: password.slice(0, longestPassword) };
      const traineeId = await logIn(exchange, credentials, (id) => id);
      const back = localPath(body.get('retour')) ?? '/dossiers';
      return seeOther(traineeId === null ? secondStepPath(back) : back);
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

/** Throws `invalid_request` that names each field that was left empty. */
function refuseEmpty({ req }: Exchange, { nir, password }: { nir: string; password: string }): void {
  const { logIn: t } = contextOf(req).texts;
  const errors = [
    ...(nir.trim() === '' ? [{ path: 'nir', message: t.missingNir, code: 'told' }] : []),
    ...(password === '' ? [{ path: 'password', message: t.missingPassword, code: 'told' }] : []),
  ];
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
}

async function showLogIn(exchange: Exchange, back: string): Promise<Reply> {
  const { req, services } = exchange;
  const context = contextOf(req);
  const hasFranceConnect = services.franceConnect !== null;
  const { nirLabel, passwordLabel } = context.texts.logIn;
  const again = shownAgain(req, { action: '/connexion' }, [
    { name: 'nir', label: nirLabel },
    { name: 'password', label: passwordLabel },
  ]);
  const main = logInPage(logInView(context, { back, again, hasFranceConnect }));
  return await showPage(exchange, { title: context.texts.logIn.title, main });
}

/** Where the second step of a login is asked for. */
function secondStepPath(back: string): string {
  return `/connexion/code?${new URLSearchParams({ retour: back }).toString()}`;
}
