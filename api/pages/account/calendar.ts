import { z } from 'zod';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { closeFeed, openFeed, readFeed } from '../../calendar/feed.ts';
import { type FormPage, formHtml } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import type { Texts } from '../texts/index.ts';
import {
  type AccountForm,
  type AccountFormPage,
  accountPath,
  doneAt,
  formRoutes,
  type OwnExchange,
  postRoute,
} from './form-routes.ts';

const path = `${accountPath}/agenda`;
const revokePath = `${path}/suppression`;
const opened = z.object({ url: z.string() });

interface AddressView {
  t: Texts['account']['calendar'];
  url: string;
  back: { href: string; label: string };
}

const addressPage = template<AddressView>('account/calendar-address');

const making: AccountFormPage = {
  path,
  summary: 'The private address of my calendar',
  build: async (exchange) => await makeForm(exchange),
  act: async (exchange) => {
    const { url } = opened.parse((await openFeed(exchange)).json);
    const { account } = contextOf(exchange.req).texts;
    const { calendar: t } = account;
    const main = addressPage({ t, url, back: { href: accountPath, label: account.back } });
    return await showPage(exchange, { title: t.madeTitle, main, path });
  },
};

const revoking: AccountForm = {
  path: revokePath,
  summary: 'The address of my calendar revoked',
  act: async (exchange) => {
    await closeFeed(exchange);
    return doneAt(exchange, path, 'calendar_revoked');
  },
};

/** The calendar's address: made, shown once, revoked. */
export const calendarPageRoutes = [...formRoutes(making), postRoute(revoking)];

async function makeForm(exchange: OwnExchange): Promise<FormPage> {
  const context = contextOf(exchange.req);
  const { account } = context.texts;
  const { calendar: t } = account;
  const { createdAt } = await readFeed(exchange);
  const form = {
    title: t.heading,
    action: path,
    back: { href: accountPath, label: account.back },
    fields: [],
  };
  if (createdAt === null) return { ...form, intro: [t.intro], button: t.make };
  const madeOn = `${t.state} : ${t.madeOn(context.dates.dateTime(instant(Date.parse(createdAt))))}`;
  const revoke = { title: '', action: revokePath, fields: [], button: t.revoke, look: 'danger' } as const;
  return {
    ...form,
    intro: [t.intro, madeOn, t.replaceText],
    button: t.replace,
    look: 'outline',
    below: formHtml(exchange, revoke),
  };
}
