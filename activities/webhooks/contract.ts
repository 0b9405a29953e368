/** What became of the delivery at the head of a stream. */
export type DeliveryOutcome =
  /** Nothing waits. */
  | { outcome: 'none' }
  /** Settled one way or the other; look again at once. */
  | { outcome: 'settled' }
  /** Not now: look again then. */
  | { outcome: 'later'; inMs: number };

/** The activities of webhooks. */
export interface WebhookActivities {
  /** Plans deliveries for new events and starts what sends them, for some minutes or until the worker stops. */
  carryWebhooks(): Promise<void>;
  /**
   * Tries the next delivery of a stream, if it is due.
   * @param nowMs the workflow's clock
   */
  deliverNext(request: { stream: string; nowMs: number }): Promise<DeliveryOutcome>;
}
