import type { DeliveryRow } from '../../../../db/webhooks/delivery-log.ts';
import type { EndpointRow } from '../../../../db/webhooks/endpoints.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';
import { eventName, type WebhookAction, webhooksPath } from './forms.ts';

type T = Texts['organisation']['webhooks'];
type Delivery = Omit<DeliveryRow, 'seq'>;

/** The endpoints of an organisation. */
export interface WebhooksView {
  t: T;
  turnOnFactor: string;
  webhooks: ReturnType<typeof webhookLine>[];
  make: string | null;
}

/** One of them, with its log and what can be done. */
export interface WebhookView {
  t: T;
  frame: Texts['frame'];
  turnOnFactor: string;
  webhook: ReturnType<typeof webhookLine>;
  since: string;
  needsFactor: boolean;
  actions: { id: string; heading: string; text: string; form: string }[];
  change: string | null;
  isChangeOpen: boolean;
  filters: { href: string; label: string; isCurrent: boolean }[];
  log: ReturnType<typeof deliveryLine>[];
  nextPath: string | null;
  firstPath: string | null;
}

/** What the page of one is made of. */
export interface WebhookSource {
  row: EndpointRow;
  deliveries: { items: readonly Delivery[]; nextPage: string | null };
  status: DeliveryRow['status'] | undefined;
  isFirstPage: boolean;
  /** False while the administrator has not given a second factor. */
  mayManage: boolean;
  forms: Record<WebhookAction | 'change', string>;
  isChangeOpen: boolean;
  formFields: () => string;
}

/** An endpoint in the list. */
export function webhookLine(context: PageContext, row: EndpointRow) {
  const { id, url, description } = row;
  return { href: `${webhooksPath}/${id}`, url, description, ...standOf(context, row) };
}

function standOf({ texts, dates }: PageContext, row: EndpointRow) {
  const { webhooks: t } = texts.organisation;
  if (!row.enabled) {
    const details = row.disabledReason === null ? null : t.offBecause[row.disabledReason];
    return { status: 'off', statusLabel: t.off, details };
  }
  if (row.verifiedAt === null)
    return { status: 'expiring', statusLabel: t.unverified, details: t.unverifiedText };
  if (row.failingSince === null) return { status: 'active', statusLabel: t.on, details: null };
  const details = t.failingSince(dates.dateTime(row.failingSince));
  return { status: 'failing', statusLabel: t.failing, details };
}

/** Builds the page of one. */
export function webhookView(context: PageContext, source: WebhookSource): WebhookView {
  const { row, deliveries, status, mayManage, forms } = source;
  const { webhooks: t, turnOnFactor } = context.texts.organisation;
  const canReplay = mayManage && row.enabled && row.verifiedAt !== null;
  return {
    ...{ t, turnOnFactor, frame: context.texts.frame },
    webhook: webhookLine(context, row),
    since: context.dates.dateTime(row.createdAt),
    needsFactor: !mayManage,
    actions: mayManage ? actionsOf(t, row, forms) : [],
    change: mayManage ? forms.change : null,
    isChangeOpen: source.isChangeOpen,
    filters: [undefined, 'planned', 'delivered', 'failed', 'superseded'].map((key) => ({
      href: pathOf(row.id, key, null),
      label: key === undefined ? t.all : t.deliveryStatuses[key as DeliveryRow['status']],
      isCurrent: key === status,
    })),
    log: deliveries.items.map((delivery) => ({
      ...deliveryLine(context, row.id, delivery, canReplay),
      formFields: canReplay ? source.formFields() : '',
    })),
    nextPath: deliveries.nextPage === null ? null : pathOf(row.id, status, deliveries.nextPage),
    firstPath: source.isFirstPage ? null : pathOf(row.id, status, null),
  };
}

function actionsOf(
  t: T,
  { enabled, verifiedAt }: EndpointRow,
  forms: Record<WebhookAction, string>,
): WebhookView['actions'] {
  const test = { id: 'essayer', heading: t.testHeading, text: t.testText, form: forms.test };
  const start = { id: 'marche', heading: t.startHeading, text: t.startText, form: forms.power };
  const stop = { id: 'arret', heading: t.stopHeading, text: t.stopText, form: forms.power };
  const replay = { id: 'rejouer', heading: t.replayHeading, text: t.replayText, form: forms.replay };
  const rotate = { id: 'secret', heading: t.rotateHeading, text: t.rotateText, form: forms.rotate };
  const remove = { id: 'supprimer', heading: t.deleteHeading, text: t.deleteText, form: forms.delete };
  const confirm = { id: 'confirmer', heading: t.confirmHeading, text: t.confirmText, form: forms.test };
  if (!enabled) return [start, rotate, remove];
  return verifiedAt === null ? [confirm, rotate, stop, remove] : [test, replay, rotate, stop, remove];
}

function deliveryLine(context: PageContext, endpointId: string, delivery: Delivery, canReplay: boolean) {
  const { texts, dates } = context;
  const { webhooks: t } = texts.organisation;
  const event = eventName(context, delivery.type);
  const name = delivery.number === null ? event : `${event}, ${t.dossier(delivery.number)}`;
  return {
    name,
    status: delivery.status,
    statusLabel: t.deliveryStatuses[delivery.status],
    at: delivery.eventAt,
    date: dates.dateTime(delivery.eventAt),
    details: detailsOf(context, delivery).join(', '),
    answer: delivery.responseExcerpt === '' ? null : delivery.responseExcerpt,
    replayPath: canReplay ? `${webhooksPath}/${endpointId}/envois/${delivery.id}` : null,
    replayNamed: t.replayNamed(`${name}, ${dates.dateTime(delivery.eventAt)}`),
    formFields: '',
  };
}

function detailsOf({ texts, dates }: PageContext, delivery: Delivery): string[] {
  const { webhooks: t } = texts.organisation;
  const { responseStatus, durationMs, failure, lastAttemptAt, nextAttemptAt } = delivery;
  return [
    ...(delivery.replayed ? [t.replayed] : []),
    t.attempts(delivery.attempts),
    ...(lastAttemptAt === null ? [] : [t.lastAttempt(dates.dateTime(lastAttemptAt))]),
    ...(responseStatus === null ? [] : [t.answered(responseStatus, durationMs ?? 0)]),
    ...(failure === null ? [] : [t.failure(failure)]),
    ...(nextAttemptAt === null || delivery.status !== 'planned'
      ? []
      : [t.nextAttempt(dates.dateTime(nextAttemptAt))]),
  ];
}

function pathOf(id: string, status: string | undefined, page: string | null): string {
  const parameters = new URLSearchParams({ ...(status && { etat: status }), ...(page !== null && { page }) });
  const path = `${webhooksPath}/${id}`;
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}
