import { invitationDays } from '../../db/organisation/invitations.ts';
import type { frenchLetters } from './french-letters.ts';

const alarm = 'It was not you? Ask for a new password at once: that closes every open session.';
const askForPassword = 'Ask for a new password';

/** The letters to one member in English. */
export const englishLetters: typeof frenchLetters = {
  invitation: (organisation, url) => ({
    subject: `Your access to the space of ${organisation}`,
    paragraphs: [
      `You are invited to reply to training requests on behalf of “${organisation}”.`,
      `This link works once and is valid for ${invitationDays} days. It takes the place of any that you were sent before.`,
      'You did not expect this invitation? Ignore this message: without you, no access is opened.',
    ],
    action: { label: 'Choose your password', url },
  }),
  password_reset: (organisation, url) => ({
    subject: 'Choose a new password',
    paragraphs: [
      `A new password was asked for, for your access to the space of ${organisation}. The link below is valid for an hour and works once.`,
      'You did not ask for anything? Ignore this message: without this link, nothing changes.',
    ],
    action: { label: 'Choose a new password', url },
  }),
  password_changed: (organisation, url) => ({
    subject: 'Your password has changed',
    paragraphs: [
      `The password of your access to the space of ${organisation} has just been changed. Your other sessions are closed.`,
      alarm,
    ],
    action: { label: askForPassword, url },
  }),
  locked_out: (organisation, url) => ({
    subject: 'Attempts to log in to your access',
    paragraphs: [
      `Several wrong passwords were entered for your access to the space of ${organisation}. To be safe, you have to wait a little between two tries, except on devices that you use already.`,
      'It was you? Wait, or ask for a new password.',
      'It was not you? Nobody got in. If you use this password elsewhere too, change it.',
    ],
    action: { label: askForPassword, url },
  }),
  wrong_codes: (organisation, url) => ({
    subject: 'Wrong codes for your access',
    paragraphs: [
      `Several wrong codes of the second factor were entered for your access to the space of ${organisation}, with the right password. There is now a wait between two tries.`,
      'It was not you? Somebody knows your password. Nobody got in, but ask for a new password at once.',
    ],
    action: { label: askForPassword, url },
  }),
  second_factor_on: (organisation, url) => ({
    subject: 'Second factor turned on',
    paragraphs: [
      `The second factor of your access to the space of ${organisation} has just been turned on. Your other sessions are closed.`,
      'At each login, the code of your app will be asked for as well as your password.',
      'It was not you? Ask for a new password at once, then ask an administrator of your organisation to take this second factor away.',
    ],
    action: { label: askForPassword, url },
  }),
  second_factor_off: (organisation, url) => ({
    subject: 'Second factor turned off',
    paragraphs: [
      `The second factor of your access to the space of ${organisation} has just been turned off, by you or by an administrator.`,
      'Without it you can no longer publish sessions or administer this space. You can turn it on again from “My account”.',
      alarm,
    ],
    action: { label: askForPassword, url },
  }),
  recovery_codes_replaced: (organisation, url) => ({
    subject: 'New recovery codes',
    paragraphs: [
      `New recovery codes have just been made for your access to the space of ${organisation}. Those from before no longer work.`,
      alarm,
    ],
    action: { label: askForPassword, url },
  }),
};
