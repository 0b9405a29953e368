import { mailKey, type MailRef } from '../../domain/notices/mail-ref.ts';

/** The type name of the workflow that sends one mail which could not leave at once; its input is a `MailRef`. */
export const noticeDeliveryType = 'noticeDelivery';

/** The activities of mails have a task queue of their own beside the dossiers': neither takes the other's slots. */
export function noticeTaskQueue(dossierTaskQueue: string): string {
  return `${dossierTaskQueue}-mail`;
}

/** The one builder of a mail's workflow id: `notice-<number>-<version>-<audience>` for that of a dossier's event. */
export function noticeDeliveryId(ref: MailRef): string {
  return `notice-${mailKey(ref)}`;
}

/** The type of the failure with which the delivery of a mail ends that was refused for good. */
export const mailRefusedType = 'MailRefused';
