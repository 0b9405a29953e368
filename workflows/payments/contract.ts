/** The workflow's type name, as it stands in histories and in the schedule. */
export const reconcilePaymentsType = 'reconcilePayments';

/** How to reconcile. */
export interface Reconciliation {
  /** What was heard of more recently is left alone, in milliseconds: its webhook may be on its way. */
  silenceMs: number;
}
