import type { CancellationRule } from '../../../../domain/dossier/dossier.ts';
import type { cancellation as french } from '../fr/cancellation.ts';

const rules: Record<CancellationRule, string> = {
  nothing_agreed: 'You have not validated anything yet: cancelling is free of charge.',
  withdrawal: 'You are within the withdrawal period: cancelling is free of charge.',
  free: 'The session is still far enough away: cancelling is free of charge.',
  late: 'The session starts soon or has started, and the withdrawal period is over: the price is still due.',
  force_majeure: 'Your case of force majeure is proved: cancelling is free of charge.',
  organisation: 'The organisation cancels: everything is given back to you.',
};

/** Cancelling, with its consequences first. */
export const cancellation: typeof french = {
  title: 'Cancel the dossier',
  heading: 'Cancel this dossier?',
  consequencesHeading: 'If you cancel now',
  rules,
  holds: (date: string) => `This holds until ${date}.`,
  withProof: (consequences: string) => `With a proof of force majeure: ${consequences}`,
  nothing: 'Cancelling now costs you nothing.',
  rights: 'Rights at stake',
  remainder: 'Paid or to be paid by card',
  reasonLabel: 'Reason, if it is a case of force majeure',
  noReason: 'None of these reasons',
  reasonHint: 'This reason is passed on to the organisation.',
  confirm: 'Yes, cancel my dossier',
  keep: 'No, keep my dossier',
  final: 'A cancellation is final. To attend this training later, you will have to open a new dossier.',
  notAllowed: 'This dossier cannot be cancelled now.',
  back: 'Back to the dossier',
};
