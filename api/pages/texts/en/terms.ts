import type { terms as french } from '../fr/terms.ts';

/** The general terms, version 2026-01: another wording is another version (`domain/policy/terms.ts`). */
export const terms: typeof french = {
  title: 'General terms',
  version: (version: string) => `Version ${version}. The French text is the one that binds.`,
  read: 'Read the general terms (new tab)',
  sections: [
    {
      heading: 'What the service does',
      paragraphs: [
        'The service lets you spend your training rights, kept in euros, on a session of a training sold by a training organisation. One enrolment is a dossier.',
        'You accept these terms when you create your account, and again when you validate an enrolment. The version and the instant of your agreement are kept.',
      ],
    },
    {
      heading: 'Your account',
      paragraphs: [
        'An account belongs to one person, known by their social security number. Your login details are personal: give them to nobody, neither to an organisation nor to a canvasser.',
        'What you tell us is accurate, and you keep it up to date. You may close your account when no dossier is under way.',
      ],
    },
    {
      heading: 'Your request and the organisation’s reply',
      paragraphs: [
        'The organisation has 2 business days to reply to your request. When the training has prerequisites, it has 2 business days to acknowledge the request, then 30 business days to check with you that you meet them. Without a reply, the request is cancelled.',
        'It may accept, refuse, or propose changes. You then have 4 business days to validate, payment included. After that the request is cancelled and nothing is taken.',
        'A business day is Monday to Friday, public holidays left out. The day of the event does not count.',
      ],
    },
    {
      heading: 'What you pay',
      paragraphs: [
        'When you validate, you agree to an exact amount: your rights are reserved, and what is left, if anything, is paid by card. A mandatory contribution may be due; it is then shown before you agree.',
        'Reserved rights are consumed when the organisation declares the end of the training.',
      ],
    },
    {
      heading: 'Cancelling',
      paragraphs: [
        'You may withdraw free of charge for 14 business days after validating, as long as your entry into the training is not declared.',
        'After that, cancelling is free of charge more than 7 business days before the session starts. Later, or when you abandon the training, the full price is due: your rights are consumed and what you paid is not given back.',
        'A case of force majeure, proved by a document, makes cancelling free of charge: illness or accident, maternity or paternity, return to work, leave refused by the employer, transport stopped.',
        'If the organisation cancels, your rights and what you paid are given back in full. A refund goes to the same card, within 30 days.',
      ],
    },
    {
      heading: 'Your data',
      paragraphs: [
        'The organisation sees only what it needs to reply to you: your name, your email address and your phone number. It never sees your social security number, nor your proofs.',
        'You can get a copy of your data and ask for their erasure from your account. Dossiers are kept as long as the law requires.',
      ],
    },
  ],
};
