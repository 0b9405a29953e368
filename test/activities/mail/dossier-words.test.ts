import { describe, expect, test } from '@jest/globals';
import { digestMail } from '../../../activities/mail/templates/digest.ts';
import { dossierMail } from '../../../activities/mail/templates/dossier-notice.ts';
import { memberLetters } from '../../../activities/organisation/member-letters.ts';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { businessDeadline } from '../../../domain/calendar/deadline.ts';
import { englishDateTime, frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import { cancellationDates } from '../../../domain/dossier/cancellation-dates.ts';
import type { Audience } from '../../../domain/notices/notice-kinds.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import { aDossierIn, monday } from '../../support/dossiers.ts';
import { aNotice } from '../../support/notices.ts';

const audiences: readonly Audience[] = ['trainee', 'organisation'];

test('a deadline of 30 business days does not list what it passed over', () => {
  const deadline = businessDeadline({
    kind: 'prerequisites_reply',
    from: monday,
    businessDays: 30,
    region: 'metropole',
  });
  const late = { ...aDossierIn('requested'), deadline };
  const of = (audience: Audience, language: 'fr' | 'en') =>
    dossierMail(aNotice(audience, 'request_acknowledged', language, { dossier: late })).text;
  expect(deadline.skippedDaysCount).toBe(13);
  for (const audience of audiences) {
    expect(of(audience, 'fr')).toContain(
      'Ce délai est de 30 jours ouvrés, comptés à l’heure de Paris. 13 jours de week-end ou fériés ne sont pas comptés : la page du dossier en donne la liste.',
    );
    expect(of(audience, 'fr')).not.toContain('samedi');
    expect(of(audience, 'en')).toContain(
      '13 days of weekends or public holidays are not counted: the dossier’s page lists them.',
    );
    expect(of(audience, 'en')).not.toContain('Saturday');
  }
});

describe('the mail of a validation', () => {
  const dossier = aDossierIn('validated');
  const { withdrawalUntil } = cancellationDates(dossier, policyOf(dossier.policyVersion));
  const until = withdrawalUntil ?? monday;

  test('says until when the trainee may withdraw', () => {
    expect(withdrawalUntil).not.toBeNull();
    const french = dossierMail(aNotice('trainee', 'validated', 'fr', { dossier })).text;
    expect(french).toContain(
      `Vous êtes dans le délai de rétractation jusqu’au ${frenchDateTime(until)} : l’annulation est sans frais.`,
    );
    expect(french).toContain('L’entrée en formation met fin au délai de rétractation.');
    const english = dossierMail(aNotice('trainee', 'validated', 'en', { dossier })).text;
    expect(english).toContain(
      `You are within the withdrawal period until ${englishDateTime(until)}: cancelling is free of charge.`,
    );
    expect(english).toContain('The entry into the training ends the withdrawal period.');
  });

  test('that leaves after the entry speaks of no withdrawal any more', () => {
    const entered = { ...dossier, enteredOn: parseCalendarDay('2027-05-17') };
    expect(dossierMail(aNotice('trainee', 'validated', 'fr', { dossier: entered })).text).not.toContain(
      'rétractation',
    );
  });
});

describe('the mail of a refusal', () => {
  const words = 'Le groupe est complet.\nVoyez la session de <juin>.';
  const mailOf = (language: 'fr' | 'en', overrides: Parameters<typeof aNotice>[3] = {}) =>
    dossierMail(aNotice('trainee', 'refused', language, { closingWords: words, ...overrides }));

  test('gives the reason and a contact, and leads to no closed messages', () => {
    const french = mailOf('fr');
    expect(french.text).toContain(`Motif donné par l’organisme : « ${words} »`);
    expect(french.html).toContain('Le groupe est complet.<br>Voyez la session de &lt;juin&gt;.');
    expect(french.text).toContain('Contact de l’organisme : contact@ecole.example');
    const english = mailOf('en');
    expect(english.text).toContain(`Reason given by the organisation: “${words}”`);
    expect(english.text).toContain('Contact of the organisation: contact@ecole.example');
    for (const { html, text } of [french, english]) expect(html + text).not.toMatch(/\/messages|messagerie/);
  });

  test('says nothing of a reason and an address that were not given', () => {
    const silent = mailOf('fr', {
      closingWords: null,
      organisation: { name: 'École Alpha', contactEmail: null },
    });
    expect(silent.text).not.toMatch(/Motif|Contact de/);
  });

  test('alone gives the contact: while a dossier runs, its messages are open', () => {
    expect(dossierMail(aNotice('trainee', 'requested', 'fr')).text).not.toContain('contact@ecole.example');
    expect(dossierMail(aNotice('organisation', 'cancelled', 'fr')).text).not.toContain('Contact de');
    expect(dossierMail(aNotice('trainee', 'cancelled_by_organisation', 'fr')).text).toContain(
      'contact@ecole.example',
    );
  });
});

test('a digest says whose dossiers it is about', () => {
  const digest = (language: 'fr' | 'en') =>
    digestMail({
      contexts: [aNotice('organisation', 'requested', language)],
      language,
      baseUrl: 'https://dossiers.example.fr',
    }).text;
  expect(digest('fr')).toContain('sur les dossiers d’École Alpha depuis');
  expect(digest('en')).toContain('to the dossiers of École Alpha since');
});

test('letters to members elide the organisation’s name', () => {
  expect(memberLetters.fr.invitation('École Alpha', '').subject).toBe('Votre accès à l’espace d’École Alpha');
  expect(memberLetters.fr.invitation('Lycée Beta', '').subject).toBe('Votre accès à l’espace de Lycée Beta');
});

test.each([
  ['trainee', 'message', '/dossiers/4042234296/messages'],
  ['organisation', 'message', '/organisme/dossiers/4042234296/messages'],
  ['trainee', 'validated', '/dossiers/4042234296'],
] as const)('a mail to the %s about %s leads to %s', (audience, kind, path) => {
  const { text } = dossierMail(aNotice(audience, kind, 'fr'));
  expect(text).toMatch(new RegExp(`https://[^/\\s]+${path}(\\s|$)`));
});
