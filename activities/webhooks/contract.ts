/** What became of a delivery. */
export type DeliveryOutcome =
  /** It arrived, was given up, or is not needed any more. */
  | { outcome: 'settled' }
  /** Not now: look again then. */
  | { outcome: 'later'; inMs: number };

/** The activities of webhooks. */
export interface WebhookActivities {
  /**
   * Tries a delivery, if it is due.
   * @param nowMs the workflow's clock
   */
  deliverWebhook(request: { id: string; nowMs: number }): Promise<DeliveryOutcome>;
}
