import type { cancellation as french } from '../fr/cancellation.ts';

/** Cancelling, with its consequences first. */
export const cancellation: typeof french = {
  title: 'Cancel the dossier',
  heading: 'Cancel this dossier?',
  consequencesHeading: 'If you cancel now',
  holds: (date: string) => `This holds until ${date}.`,
  withProof: (consequences: string) =>
    `With a proof of force majeure, it would be different. ${consequences}`,
  nothing: 'Cancelling now costs you nothing.',
  rights: 'Rights at stake',
  remainder: 'Paid or to be paid by card',
  reasonLabel: 'Reason, if it is a case of force majeure',
  noReason: 'None of these reasons',
  reasonHint: 'The organisation does not see this reason.',
  confirm: 'Yes, cancel my dossier',
  keep: 'No, keep my dossier',
  final: 'A cancellation is final. To attend this training later, you will have to open a new dossier.',
  notAllowed: 'This dossier cannot be cancelled now.',
  back: 'Back to the dossier',
};
