import type { cancellation as french } from '../fr/cancellation.ts';

/** Cancelling, with its consequences first. */
export const cancellation: typeof french = {
  title: 'Cancel the dossier',
  heading: 'Cancel this dossier?',
  progress: (step: number) => `Step ${step} of 3`,
  consequencesHeading: 'If you cancel now',
  withoutProofHeading: 'Without a proof of force majeure',
  withProofHeading: 'With a proof of force majeure',
  holds: (date: string) => `This holds until ${date}.`,
  nothing: 'Cancelling now costs you nothing.',
  outcome: {
    rightsBackCents: 'Rights given back',
    rightsConsumedCents: 'Rights consumed',
    remainderRefundedCents: 'Refunded to your card',
    remainderKeptCents: 'Paid by card and not refunded',
  },
  reasonQuestion: 'Why do you cancel?',
  reason: (label: string) => `Your reason: ${label}.`,
  noReason: 'None of these reasons',
  reasonHint: 'The organisation does not see this reason.',
  next: 'Continue',
  proofHeading: 'Add your proof',
  goOnHeading: 'Go on without a proof?',
  goOnText:
    'You can cancel without a proof, but the price of the training is then still due, as shown above. A proof that is given after the cancellation changes nothing.',
  goOn: 'Go on without a proof',
  otherReason: 'Choose another reason',
  confirm: 'Yes, cancel my dossier',
  keep: 'No, keep my dossier',
  final: 'A cancellation is final. To attend this training later, you will have to open a new dossier.',
  notAllowed: 'This dossier cannot be cancelled now.',
  contested:
    'You contest a declaration of the organisation: this dossier can be cancelled once our service has decided. Until then nothing is consumed.',
  back: 'Back to the dossier',
};
