import { defineSignal } from '@temporalio/workflow';

/** The type name of the workflow that finds new events and starts what tells of them. */
export const courierWorkflowType = 'noticeCourier';

/** The type name of the workflow that sends the notices of one stream. */
export const streamWorkflowType = 'noticeStream';

/** Mails have a task queue of their own beside the dossiers': neither takes the other's slots. */
export function noticeTaskQueue(dossierTaskQueue: string): string {
  return `${dossierTaskQueue}-mail`;
}

/** The one courier of a deployment. */
export function courierWorkflowId(dossierTaskQueue: string): string {
  return `notice-courier-${dossierTaskQueue}`;
}

/** The one builder of a stream's workflow id: `notices-<number>-<audience>`. */
export function streamWorkflowId(stream: string): string {
  return `notices-${stream}`;
}

/** Tells a stream that another notice waits. */
export const noticePlannedSignal = defineSignal('noticePlanned');

/** The type of the failure with which a stream ends when a mail was refused for good. */
export const mailRefusedType = 'MailRefused';
