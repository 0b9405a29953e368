import { defineSignal } from '@temporalio/workflow';

/** The type name of the workflow that finds new events and starts what delivers them. */
export const webhookCourierType = 'webhookCourier';

/** The type name of the workflow that delivers to one endpoint what happens to one dossier. */
export const webhookStreamType = 'webhookStream';

/** Webhooks have a task queue of their own: endpoints that hang take no slot of the dossiers'. */
export function webhookTaskQueue(dossierTaskQueue: string): string {
  return `${dossierTaskQueue}-webhooks`;
}

/** The one courier of a deployment. */
export function webhookCourierId(dossierTaskQueue: string): string {
  return `webhook-courier-${dossierTaskQueue}`;
}

/** The one builder of a stream's workflow id: `webhooks-<endpoint>-<number>`. */
export function webhookStreamId(stream: string): string {
  return `webhooks-${stream}`;
}

/** Tells a stream that another delivery waits, or that one may be due sooner. */
export const deliveryPlannedSignal = defineSignal('deliveryPlanned');
