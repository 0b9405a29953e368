import type { dossier as french } from '../../fr/organisation/dossier.ts';

const stands: (typeof french)['stands'] = {
  draft: 'This dossier has not been sent yet.',
  requested: 'The trainee asks you for this enrolment.',
  refused: 'You refused this request.',
  proposed: 'You proposed changes. The trainee has to check them and validate.',
  request_cancelled: 'The request was cancelled before it was validated.',
  to_validate: 'You accepted. The trainee has to complete the enrolment.',
  payment_pending: 'The trainee paid the remainder: the payment is being processed.',
  payment_refused: 'The trainee’s payment did not succeed. They can pay again.',
  validated: 'The trainee is enrolled. Declare their entry on the day they start.',
  in_training: 'The trainee is in training. Declare the end when it is over.',
  completed: 'The training is over.',
  cancelled: 'The trainee cancelled after validating.',
  cancelled_by_organisation: 'You cancelled this dossier. Everything goes back to the trainee.',
};

const until: (typeof french)['until'] = {
  organisation_reply: (date) => `Reply by ${date} at the latest`,
  prerequisites_acknowledgement: (date) => `Acknowledge by ${date} at the latest`,
  prerequisites_reply: (date) => `Check the prerequisites and reply by ${date} at the latest`,
  trainee_validation: (date) => `The trainee has until ${date} to complete`,
  payment_renewal: (date) => `The trainee has until ${date} to pay again`,
  draft_kept: (date) => `Kept until ${date}`,
  record_kept: (date) => `Kept until ${date}`,
};

/** A dossier as its organisation sees it. */
export const dossier: typeof french = {
  back: 'Dossiers received',
  standsHeading: 'Where this dossier stands',
  stands,
  until,
  trainee: 'Trainee',
  traineeHint: 'These details serve to reply to this request, and nothing else.',
  name: 'Name',
  email: 'Email address',
  phone: 'Phone',
  price: 'Price',
  closureReason: 'Reason',
  changesHeading: 'Your proposal',
  noteHeading: 'Your message',
  timelineHeading: 'History',
  who: {
    trainee: 'The trainee',
    organisation: 'Your organisation',
    payment: 'The payment service',
    operator: 'The service',
    system: 'The service, automatically',
  },
  apiKey: (name: string) => `API key ${name}`,
  nothing: 'There is nothing for you to do now.',
  acknowledge: {
    heading: 'Acknowledge',
    text: 'This training has prerequisites. Acknowledge, then check them with the trainee: you will have 30 business days to reply.',
    button: 'Acknowledge the request',
  },
  accept: {
    heading: 'Accept',
    text: 'You accept the enrolment with the dates, place and price asked for.',
    button: 'Accept the request',
  },
  propose: {
    heading: 'Propose changes',
    text: 'Fill in only what changes. The trainee sees each change before validating.',
    price: 'Price in euros',
    hours: 'Length in hours',
    unchanged: (value: string) => `Now: ${value}`,
    button: 'Send the proposal',
  },
  refuse: {
    heading: 'Refuse',
    reason: 'Reason, read by the trainee (optional)',
    text: 'A refusal is final. The trainee can contact you or choose another training.',
    button: 'Refuse the request',
  },
  entry: {
    heading: 'Declare the entry into the training',
    text: 'The entry ends the trainee’s withdrawal period.',
    button: 'Declare the entry',
  },
  end: {
    heading: 'Declare the end of the training',
    attendance: 'Attendance in per cent (optional)',
    text: 'The trainee’s rights are consumed when you declare the end.',
    button: 'Declare the end',
  },
  withdraw: {
    heading: 'Cancel this dossier',
    text: 'The trainee gets back all their rights and all they paid. A cancellation is final.',
    listed: 'Reason',
    choose: 'Another reason, given below',
    noReason: 'Choose a reason, or write your own.',
    own: 'Another reason, read by the trainee',
    button: 'Cancel this dossier',
  },
};
