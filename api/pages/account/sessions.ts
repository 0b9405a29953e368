import type { z } from 'zod';
import { endOneSession, listSessions } from '../../account/sessions.ts';
import { seeOther } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { sessionListSchema } from '../../schemas/account.ts';
import { idParams } from '../../schemas/parts.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';
import { accountPath, doneAt, type OwnExchange } from './form-routes.ts';
import { deviceIn } from '../account-form/device-name.ts';

const path = `${accountPath}/sessions`;

type Listed = z.output<typeof sessionListSchema>['items'][number];

interface SessionsView {
  t: Texts['account']['sessions'];
  back: { href: string; label: string };
  sessions: {
    device: string;
    network: string;
    started: string;
    seen: string;
    isCurrent: boolean;
    end: string;
    endLabel: string;
  }[];
  formFields: string;
}

const sessionsPage = template<SessionsView>('account/sessions');

/** The sessions of an account, and ending one. */
export const sessionsPageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path,
    access: 'trainee',
    summary: 'My sessions',
    handle: async (exchange) => await showSessions(exchange),
  }),
  route({
    ...aPage,
    method: 'post',
    path: `${path}/:id/fin`,
    access: 'trainee',
    form: true,
    params: idParams,
    unknown: 'login_session_not_found',
    summary: 'End one of my sessions',
    handle: async (exchange) => {
      const isThisOne = await endOneSession(exchange, exchange.params.id);
      // Nothing can be left in it any more.
      if (isThisOne) return seeOther('/connexion');
      return doneAt(exchange, path, 'session_ended');
    },
  }),
];

async function showSessions(exchange: OwnExchange) {
  const context = contextOf(exchange.req);
  const { account } = context.texts;
  const { items } = sessionListSchema.parse((await listSessions(exchange)).json);
  const view: SessionsView = {
    t: account.sessions,
    back: { href: accountPath, label: account.back },
    sessions: items.map((session) => sessionLine(context, session)),
    formFields: formFields(exchange.req),
  };
  return await showPage(exchange, { title: account.sessions.heading, main: sessionsPage(view) });
}

function sessionLine(
  { texts, dates }: PageContext,
  { id, userAgent, network, current, startedAt, lastSeenAt }: Listed,
): SessionsView['sessions'][number] {
  const { sessions: t } = texts.account;
  const device = deviceIn(userAgent) ?? t.unknownDevice;
  return {
    device,
    network: t.network(network),
    started: t.started(dates.dateTime(instant(Date.parse(startedAt)))),
    seen: t.seen(dates.dateTime(instant(Date.parse(lastSeenAt)))),
    isCurrent: current,
    end: `${path}/${id}/fin`,
    endLabel: t.endNamed(device),
  };
}
