import type { Clock } from '../domain/dossier/clock.ts';
import type { DossierNumber } from '../domain/dossier/number.ts';
import type { Refusal } from '../domain/dossier/refusal.ts';
import type { Answer, OpenRequest } from '../workflows/dossier/contract.ts';

/** What a dossier's workflow is told of it; null when there is no such dossier. */
export interface Told {
  clock: Clock | null;
  /** What the sender of a message learns that was applied before; absent where that is what the clock says. */
  answer?: Answer;
  refusal?: Refusal;
}

/** A message for a dossier, as it was sent: its shape is judged where it is applied. */
export interface Delivery {
  number: DossierNumber;
  message: unknown;
  fingerprint: string | null;
}

/**
 * The activities of a dossier. Each may run more than once for the same request and then gives the same answer. All say what the
 * clock needs, refusals included, so that a workflow that knew less catches up.
 */
export interface DossierActivities {
  /** Records a new draft; refused when its training or session is no longer offered. */
  openDossier(request: OpenRequest & { number: DossierNumber }): Promise<Told>;
  /** Applies a message to the dossier as it is: state, timeline and movement of rights in one transaction. */
  applyMessage(delivery: Delivery): Promise<Told>;
  /** Applies the dossier's own timer, if it is due by then (epoch milliseconds). */
  ringTimer(request: { number: DossierNumber; now: number }): Promise<Told>;
  /** Says what the clock needs, and does nothing. */
  readClock(request: { number: DossierNumber }): Promise<Told>;
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
