import type { MessageType } from '../messages.ts';

const labels: Readonly<Record<MessageType | 'open', string>> = {
  open: 'Dossier opened',
  amend_draft: 'Session changed',
  submit: 'Dossier sent to the organisation',
  delete: 'Taken off the list',
  cancel: 'Cancellation',
  acknowledge: 'Acknowledged: the organisation checks your prerequisites with you',
  accept: 'Accepted unchanged',
  propose: 'Proposal with changes',
  refuse: 'Request refused',
  propose_dates: 'Other dates proposed',
  withdraw_dates: 'Proposed dates taken back',
  accept_dates: 'New dates accepted',
  decline_dates: 'New dates declined: the dates stay as they were',
  withdraw: 'Cancelled by the organisation',
  validate: 'Amounts and general terms validated',
  open_payment: 'Payment by card opened',
  payment_processing: 'Payment being processed',
  payment_succeeded: 'Payment received',
  payment_failed: 'Payment refused',
  payment_disputed: 'Payment disputed with the bank',
  dispute_closed: 'Payment dispute closed',
  refund_found: 'Refund made by our service',
  refund_requested: 'Refund asked for',
  refund_succeeded: 'Refund made',
  refund_failed: 'Refund refused by the bank',
  declare_entry: 'Entry into the training declared',
  declare_end: 'End of the training declared',
  contest: 'Contested by the trainee',
  resolve_contest: 'Decision on what was contested',
  extend_deadline: 'Deadline put off',
  remind: 'Reminder: the deadline is near',
  deadline_passed: 'Deadline passed',
};

/** What a line of the timeline tells, by its type: “Dossier sent to the organisation”. */
export function englishEventLabel(type: string): string {
  return (labels as Readonly<Record<string, string>>)[type] ?? 'Dossier updated';
}
