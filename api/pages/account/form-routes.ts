import type { TraineeCaller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route, type Route } from '../../http/route.ts';
import type { FieldOfProblem } from '../../kept-forms/kept-form.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { leaveNotice, type Notice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';

/** Where one's account is. */
export const accountPath = '/compte';

/** Somebody who is logged in. */
export type OwnExchange = Exchange<TraineeCaller>;

/** What a form of one's account does. */
export interface AccountForm {
  /** Where it is sent. */
  path: string;
  summary: string;
  /** The fields that whole problems are about. */
  about?: FieldOfProblem;
  /** Does what is asked, and says where that leads. */
  act: (exchange: OwnExchange, form: Form) => Promise<Reply>;
}

/** A page of one's account that asks for something. */
export interface AccountFormPage extends AccountForm {
  build: (exchange: OwnExchange) => Promise<FormPage> | FormPage;
}

/** The two routes of such a page. */
export function formRoutes(page: AccountFormPage): Route[] {
  const { path, summary } = page;
  const read = route({
    ...aPage,
    method: 'get',
    path,
    access: 'trainee',
    summary,
    handle: async (exchange) => await showForm(exchange, await page.build(exchange)),
  });
  return [read, postRoute(page)];
}

/** The route that takes such a form. */
export function postRoute({ path, summary, about = {}, act }: AccountForm): Route {
  return route({
    ...aPage,
    method: 'post',
    path,
    access: 'trainee',
    form: true,
    summary: `${summary}: do it`,
    about,
    handle: async (exchange) => await act(exchange, exchange.body),
  });
}

/** Leads back to a page that says what was done. */
export function doneAt({ req }: Pick<Exchange, 'req'>, path: string, notice: Notice): Reply {
  leaveNotice(req.session, notice);
  return seeOther(path);
}
