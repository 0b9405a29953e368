import type { DeliveryRow } from '../../../../db/webhooks/delivery-log.ts';
import { endpointsOf } from '../../../../db/webhooks/endpoints.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { deliveryLog, ownWebhook } from '../../../organisation/webhooks.ts';
import { keptFormFor } from '../../../kept-forms/kept-form.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formFields } from '../../frame/form-fields.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { changeForm, newWebhookForm, webhookForms, webhooksPath } from './forms.ts';
import { webhookLine, type WebhooksView, webhookView, type WebhookView } from './view.ts';

type From = Exchange<MemberCaller>;

const linesAtATime = 20;
const listPage = template<WebhooksView>('organisation/webhooks/list');
const webhookPage = template<WebhookView>('organisation/webhooks/webhook');

/** Shows the endpoints. */
export async function showWebhooks(exchange: From): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const { webhooks: t, turnOnFactor } = context.texts.organisation;
  const forms = formsHtml(exchange, { make: newWebhookForm(context) });
  const rows = await endpointsOf(em, caller.id);
  const main = listPage({
    ...{ t, turnOnFactor },
    webhooks: rows.map((row) => webhookLine(context, row)),
    make: mayManage(exchange) ? forms.make : null,
  });
  return await showMemberPage(exchange, { title: t.title, main, section: 'webhooks', path: webhooksPath });
}

/** What is looked for in the log of an endpoint. */
export interface WebhookRequest {
  status?: DeliveryRow['status'] | undefined;
  page?: string | undefined;
  limit?: number | undefined;
}

/** Shows an endpoint with its log. Throws `webhook_not_found`. */
export async function showWebhook(exchange: From, id: string, request: WebhookRequest): Promise<Reply> {
  const { status, page, limit = linesAtATime } = request;
  const context = contextOf(exchange.req);
  const row = await ownWebhook(exchange, id);
  const deliveries = await deliveryLog(exchange, id, { status, page, limit });
  const forms = { ...webhookForms(context, row), change: changeForm(context, id, row) };
  const view = webhookView(context, {
    ...{ row, deliveries, status },
    forms: formsHtml(exchange, forms),
    isFirstPage: page === undefined,
    mayManage: mayManage(exchange),
    isChangeOpen: keptFormFor(exchange.req, forms.change.sendTo ?? '') !== null,
    formFields: () => formFields(exchange.req),
  });
  return await showMemberPage(exchange, {
    title: row.url,
    main: webhookPage(view),
    section: 'webhooks',
    path: `${webhooksPath}/${id}`,
  });
}

function mayManage({ caller }: From): boolean {
  return mayDo(caller.by, 'manage_webhooks') === 'allowed';
}
