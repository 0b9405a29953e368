import type { Dossier } from '../domain/dossier/dossier.ts';
import type { DossierMessage } from '../domain/dossier/messages.ts';
import type { Refusal } from '../domain/dossier/refusal.ts';
import type { DraftRecording } from '../db/recording/record-draft.ts';

/** What a dossier is opened with; the catalogue is read when the draft is recorded. */
export type OpenRequest = Omit<DraftRecording, 'decidedAt'>;

/** A message to settle against the dossier as the workflow knows it. */
export interface SettleRequest {
  dossier: Dossier;
  message: DossierMessage;
  /**
   * The workflow's clock, in epoch milliseconds, when it took the message up. Of two records of the same version the later
   * one stands: it is the one that the workflow's history holds (docs/decisions/0004-one-transaction-per-message.md).
   */
  decidedAt: number;
}

/** A settled message: the dossier after it, and in plain words what it waits for now. */
export interface Settled {
  dossier: Dossier;
  waitingFor: string;
}

/** The activities of a dossier. Each may run more than once for the same request and then gives the same answer. */
export interface DossierActivities {
  /** Records a new draft; refused when its training or session is no longer offered. */
  openDossier(request: DraftRecording): Promise<Settled | Refusal>;
  /** Applies a message by the rules and records state, timeline event and rights movement in one transaction. */
  settleMessage(request: SettleRequest): Promise<Settled | Refusal>;
}

/** A mail to the people of an organisation: what it is about, by ids alone. */
export interface OrganisationMail {
  kind:
    | 'invitation'
    | 'password_reset'
    | 'password_changed'
    | 'locked_out'
    | 'wrong_codes'
    | 'second_factor_on'
    | 'second_factor_off'
    | 'recovery_codes_replaced'
    | 'webhook_disabled';
  /** Of the link, of the member, or of the webhook endpoint. */
  id: string;
  /** What tells two mails about one thing apart, such as the instant of a failure. */
  occasion: string;
}

/** The mails to the people of an organisation. */
export interface OrganisationMailActivities {
  /** Sends one mail; again for the same occasion, it sends nothing more. */
  sendOrganisationMail(mail: OrganisationMail): Promise<void>;
}
