import type { preferences as french } from '../../fr/organisation/preferences.ts';

/** What an organisation chooses about mails, and its calendar. */
export const preferences: typeof french = {
  title: 'Preferences',
  lead: 'They hold for all emails that are sent to your organisation.',
  readOnly: 'Only the administrators of your organisation change these preferences.',
  mailsHeading: 'Emails',
  language: 'Language of the emails',
  languages: { fr: 'French', en: 'English' },
  digest: 'When to get news',
  digests: {
    at_once: 'At once, an email for each dossier',
    each_business_morning: 'Together, each business morning at 8:30 (reminders of deadlines leave at once)',
  },
  optional: 'Optional emails',
  optionalKinds: {
    message: 'New message from a trainee',
  },
  optionalHint: 'Requests, validations, cancellations, deadlines and reminders are always sent.',
  save: 'Save the preferences',
  feedHeading: 'Calendar',
  feedText:
    'Subscribe your calendar to the deadlines that your organisation must keep. Whoever has the address can read it.',
  feedNone: 'Your calendar has no address.',
  feedSince: (date) => `Your calendar has had an address since ${date}. It is shown once only.`,
  feedOpen: 'Make an address',
  feedReplace: 'Make a new address',
  feedReplaceText: 'A new address replaces the present one, which stops working at once.',
  feedClose: 'Revoke the address',
  feedTitle: 'The address of your calendar',
  feedMade: 'Copy it into your calendar, as a subscription or online calendar: it will never be shown again.',
  feedAddress: 'Address',
  back: 'Back to the preferences',
};
