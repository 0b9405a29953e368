/** The type name of the workflow that delivers one event which did not get through at once; its input is the delivery's id. */
export const webhookDeliveryType = 'webhookDelivery';

/** The activities of webhooks have a task queue of their own: endpoints that hang take no slot of the dossiers'. */
export function webhookTaskQueue(dossierTaskQueue: string): string {
  return `${dossierTaskQueue}-webhooks`;
}

/** The one builder of a delivery's workflow id. */
export function webhookDeliveryId(id: string): string {
  return `webhook-${id}`;
}
