import type { EndpointRow } from '../../../../db/webhooks/endpoints.ts';
import type { DossierState } from '../../../../domain/dossier/states.ts';
import { webhookEventTypes } from '../../../../domain/webhooks/event-types.ts';
import type { Form } from '../../../http/route.ts';
import { type Field, textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import type { PageContext } from '../../context.ts';

/** Where the endpoints are listed. */
export const webhooksPath = '/organisme/webhooks';

/** What was typed of an endpoint. */
export interface TypedWebhook {
  url: string;
  description: string;
  events: string[];
}

/** Reads what was typed of an endpoint. */
export function typedWebhook(form: Form): TypedWebhook {
  return {
    url: (form.get('url') ?? '').trim(),
    description: (form.get('description') ?? '').trim(),
    events: form.getAll('events'),
  };
}

/** How a person reads a type of event. */
export function eventName({ texts, wording }: PageContext, type: string): string {
  const { webhooks: t } = texts.organisation;
  const own = t.eventNames[type];
  if (own !== undefined) return own;
  return t.eventOfState(wording.labels[type.replace(/^dossier\./, '') as DossierState]);
}

/** The form that makes an endpoint; every event is sent unless chosen otherwise. */
export function newWebhookForm(context: PageContext): FormPage {
  const { webhooks: t } = context.texts.organisation;
  const value = { url: '', description: '', events: [...webhookEventTypes] };
  return { title: t.makeHeading, action: webhooksPath, fields: fieldsOf(context, value), button: t.make };
}

/** The form that changes one. */
export function changeForm(context: PageContext, id: string, typed: TypedWebhook): FormPage {
  const { webhooks: t } = context.texts.organisation;
  const path = `${webhooksPath}/${id}`;
  const fields = fieldsOf(context, typed);
  return { title: t.changeHeading, action: path, sendTo: `${path}/modification`, fields, button: t.change };
}

/** What can be done with an endpoint, by name. */
export type WebhookAction = 'test' | 'rotate' | 'replay' | 'power' | 'delete';

/** The forms of an endpoint's page beside its change. */
export function webhookForms(
  { texts }: PageContext,
  { id, enabled, verifiedAt }: EndpointRow,
): Record<WebhookAction, FormPage> {
  const { webhooks: t } = texts.organisation;
  const path = `${webhooksPath}/${id}`;
  const form = (sendTo: string, button: string) => ({
    ...{ title: '', action: path, sendTo: `${path}/${sendTo}`, button },
    fields: [] as Field[],
    look: 'outline' as const,
  });
  const overlaps = Object.entries(t.overlaps).map(([value, label]) => ({ value, label }));
  return {
    test: form('essai', verifiedAt === null ? t.confirm : t.test),
    rotate: {
      ...form('secret', t.rotate),
      fields: [
        {
          kind: 'select',
          name: 'overlapHours',
          label: t.overlap,
          value: '24',
          options: overlaps,
        },
      ],
    },
    replay: {
      ...form('rejeu', t.replay),
      fields: [textField({ name: 'since', label: t.replaySince, type: 'date' })],
    },
    power: {
      ...form('marche', enabled ? t.stop : t.start),
      hidden: { enabled: enabled ? 'non' : 'oui' },
      look: enabled ? 'outline' : '',
    },
    delete: { ...form('suppression', t.delete), look: 'danger' },
  };
}

function fieldsOf(context: PageContext, { url, description, events }: TypedWebhook): Field[] {
  const { webhooks: t } = context.texts.organisation;
  return [
    textField({
      name: 'url',
      label: t.url,
      hint: t.urlHint,
      type: 'url',
      inputmode: 'url',
      value: url,
      maxlength: 500,
    }),
    textField({
      name: 'description',
      label: t.description,
      value: description,
      maxlength: 200,
      isOptional: true,
    }),
    {
      kind: 'group',
      name: 'events',
      label: t.events,
      hint: null,
      options: webhookEventTypes.map((type) => ({ value: type, label: eventName(context, type) })),
      values: events,
    },
  ];
}
