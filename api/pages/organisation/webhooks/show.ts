import type { DeliveryRow } from '../../../../db/webhooks/delivery-log.ts';
import { endpointsOf } from '../../../../db/webhooks/endpoints.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { deliveryLog, ownWebhook } from '../../../organisation/webhooks.ts';
import { withRefusal } from '../../account-form/form.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formFields } from '../../frame/form-fields.ts';
import { formsHtml, type RefusedForm } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import {
  changeForm,
  newWebhookForm,
  type TypedWebhook,
  type WebhookAction,
  webhookForms,
  webhooksPath,
} from './forms.ts';
import { webhookLine, type WebhooksView, webhookView, type WebhookView } from './view.ts';

type From = Exchange<MemberCaller>;

const linesAtATime = 20;
const listPage = template<WebhooksView>('organisation/webhooks/list');
const webhookPage = template<WebhookView>('organisation/webhooks/webhook');

/** Shows the endpoints; after a refusal, with what was typed. */
export async function showWebhooks(
  exchange: From,
  typed: TypedWebhook | null,
  refused: RefusedForm<'make'> | null,
): Promise<Reply> {
  const { em, caller, req } = exchange;
  const context = contextOf(req);
  const { webhooks: t, turnOnFactor } = context.texts.organisation;
  const { forms, errors } = formsHtml(exchange, { make: newWebhookForm(context, typed) }, refused);
  const rows = await endpointsOf(em, caller.id);
  const main = listPage({
    ...{ t, turnOnFactor, errors },
    webhooks: rows.map((row) => webhookLine(context, row)),
    make: mayManage(exchange) ? forms.make : null,
  });
  const status = refused?.refusal.status ?? 200;
  const page = { title: t.title, main, section: 'webhooks', path: webhooksPath, status } as const;
  return withRefusal(await showMemberPage(exchange, page), refused?.refusal ?? null);
}

/** What is looked for in the log of an endpoint, or what was refused on its page. */
export interface WebhookRequest {
  status?: DeliveryRow['status'] | undefined;
  page?: string | undefined;
  limit?: number | undefined;
  typed?: TypedWebhook;
  refused?: RefusedForm<WebhookAction | 'change'>;
}

/** Shows an endpoint with its log. Throws `webhook_not_found`. */
export async function showWebhook(exchange: From, id: string, request: WebhookRequest): Promise<Reply> {
  const { status, page, limit = linesAtATime, typed, refused = null } = request;
  const context = contextOf(exchange.req);
  const row = await ownWebhook(exchange, id);
  const deliveries = await deliveryLog(exchange, id, { status, page, limit });
  const forms = { ...webhookForms(context, row), change: changeForm(context, id, typed ?? row) };
  const view = webhookView(context, {
    ...{ row, deliveries, status },
    ...formsHtml(exchange, forms, refused),
    isFirstPage: page === undefined,
    mayManage: mayManage(exchange),
    isChangeOpen: refused?.form === 'change',
    formFields: () => formFields(exchange.req),
  });
  const shown = await showMemberPage(exchange, {
    title: row.url,
    main: webhookPage(view),
    section: 'webhooks',
    path: `${webhooksPath}/${id}`,
    status: refused?.refusal.status ?? 200,
  });
  return withRefusal(shown, refused?.refusal ?? null);
}

function mayManage({ caller }: From): boolean {
  return mayDo(caller.by, 'manage_webhooks') === 'allowed';
}
