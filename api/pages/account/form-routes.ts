import type { TraineeCaller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route, type Route } from '../../http/route.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { type FieldOfProblem, refusalOf } from '../account-form/refusal.ts';
import { contextOf } from '../context.ts';
import { leaveNotice, type Notice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';

/** Where one's account is. */
export const accountPath = '/compte';

/** Somebody who is logged in. */
export type OwnExchange = Exchange<TraineeCaller>;

/** A page of one's account that asks for something. */
export interface AccountFormPage {
  path: string;
  /** Where its form goes, when that is not where the page is read: the page itself is then another's. */
  postPath?: string;
  summary: string;
  /** The fields that whole problems are about. */
  about?: FieldOfProblem;
  /** The page, with what was typed when it comes back. */
  build: (exchange: OwnExchange, typed: Form | null) => Promise<FormPage> | FormPage;
  /** Does what is asked, and says where that leads. */
  act: (exchange: OwnExchange, form: Form) => Promise<Reply>;
}

/** The two routes of such a page; a refusal shows it again, with what is wrong beside each field. */
export function formRoutes(page: AccountFormPage): Route[] {
  const { path, summary } = page;
  const read = route({
    ...aPage,
    method: 'get',
    path,
    access: 'trainee',
    summary,
    handle: async (exchange) => await showForm(exchange, await page.build(exchange, null)),
  });
  return [read, postRoute(page)];
}

/** The route that takes such a form. */
export function postRoute({
  path,
  postPath = path,
  summary,
  about = {},
  build,
  act,
}: AccountFormPage): Route {
  return route({
    ...aPage,
    method: 'post',
    path: postPath,
    access: 'trainee',
    form: true,
    summary: `${summary}: do it`,
    handle: async (exchange) => {
      try {
        return await act(exchange, exchange.body);
      } catch (error) {
        const form = await build(exchange, exchange.body);
        const names = form.fields.map(({ name }) => name);
        return await showForm(exchange, form, refusalOf(contextOf(exchange.req), error, { names, about }));
      }
    },
  });
}

/** Leads back to a page that says what was done. */
export function doneAt({ req }: Pick<Exchange, 'req'>, path: string, notice: Notice): Reply {
  leaveNotice(req.session, notice);
  return seeOther(path);
}
