import { describe, expect, test } from '@jest/globals';
import { accountMail } from '../../../activities/mail/templates/account-notice.ts';
import { dossierMail } from '../../../activities/mail/templates/dossier-notice.ts';
import type { Mail } from '../../../activities/mail/mail.ts';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { englishDateTime, frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { languages } from '../../../domain/language.ts';
import { accountNoticeKinds, type Audience } from '../../../domain/notices/notice-kinds.ts';
import { isOptional } from '../../../domain/notices/preferences.ts';
import {
  aDossierIn,
  after,
  aMessage,
  monday,
  partialValidation,
  remainderFacts,
} from '../../support/dossiers.ts';
import { aNotice, kindsOf, withDeadline } from '../../support/notices.ts';

const audiences: readonly Audience[] = ['trainee', 'organisation'];
const cases = audiences.flatMap((audience) =>
  kindsOf[audience].flatMap((kind) => languages.map((language) => ({ audience, kind, language }))),
);
const accountCases = accountNoticeKinds.flatMap((kind) => languages.map((language) => ({ kind, language })));

const paths: Readonly<Record<Audience, RegExp>> = {
  trainee: /^https:\/\/dossiers\.example\.fr\/dossiers(\/4042234296(\/messages)?)?$/,
  organisation: /^https:\/\/dossiers\.example\.fr\/organisme\/dossiers\/4042234296(\/messages)?$/,
};

function linksOf(html: string): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
}

/** The words of the HTML version, without its tags. */
function wordsOf(html: string): string {
  return html
    .replace(/<\/?strong>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** Each element is closed in its turn. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/gi)) {
    if (name === 'meta' || name === 'br') continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [...open, `/${name}`];
  }
  return open;
}

function expectToBeWhole(mail: Mail, language: string): void {
  const { subject, html, text } = mail;
  for (const part of [subject, html, text])
    expect(part).not.toMatch(/undefined|null|NaN|\{\{|\[object|«\s*»|“”/);
  expect(subject).toMatch(/\S/);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).toContain(`<html lang="${language}">`);
  expect(unclosed(html)).toEqual([]);
  expect(html).not.toMatch(/<script|<style|<img|<table/);
  expect(linksOf(html)).toHaveLength(1);
  expect(text).toContain(linksOf(html)[0]);
  // What one version says, the other says too.
  const words = wordsOf(html);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^--$|^https:/.test(line));
  const action = lines.find((line) => text.includes(`${line}\nhttps:`));
  for (const line of lines) {
    expect(words).toContain(line === action ? line.replace(/ ?:$/, '') : line.replace(/^- /, ''));
  }
}

describe.each(cases)('the $audience is told of $kind in $language', ({ audience, kind, language }) => {
  const context = aNotice(audience, kind, language);
  const mail = dossierMail(context);

  test('in a whole mail with one link to the dossier', () => {
    expectToBeWhole(mail, language);
    for (const link of linksOf(mail.html)) expect(link).toMatch(paths[audience]);
    expect(mail.text).toContain('4042234296');
  });

  test('names the organisation and the product, and no day that goes stale', () => {
    for (const part of [mail.text, wordsOf(mail.html)]) {
      expect(part).toContain('École Alpha');
      expect(part).toMatch(/service [«“]\s?Dossier formation\s?[»”]/);
      expect(part).not.toMatch(
        /demain|aujourd’hui|dans \d+ jour|Il reste|tomorrow|today|in \d+ day|are left/i,
      );
    }
  });

  test('with the exact date of a deadline that runs', () => {
    const { dossier } = context;
    const mustBeTold = [
      'requested',
      'request_acknowledged',
      'to_validate',
      'proposed',
      'payment_refused',
      'deadline_extended',
      'reminder',
    ].includes(kind);
    if (!mustBeTold || dossier.deadline === null) return;
    const date = (language === 'fr' ? frenchDateTime : englishDateTime)(dossier.deadline.at);
    expect(mail.text).toContain(date);
    expect(wordsOf(mail.html)).toContain(date);
  });

  test('without what its reader need not know', () => {
    expect(mail.text.includes('Camille Essai')).toBe(audience === 'organisation');
    if (audience === 'organisation') expect(mail.text).not.toMatch(/€/);
  });
});

test.each(accountCases)('a person is told of $kind in $language in a whole mail', ({ kind, language }) => {
  const mail = accountMail({ kind, language, at: monday, baseUrl: 'https://dossiers.example.fr' });
  expectToBeWhole(mail, language);
  expect(mail.text).toContain(language === 'fr' ? 'lundi 1er mars 2027' : 'Monday 1 March 2027');
});

describe('a deadline', () => {
  const dossier = withDeadline(aDossierIn('to_validate'), 'trainee_validation');

  test('is explained by its business days', () => {
    const skippedDays = [
      { day: parseCalendarDay('2027-03-29'), reason: 'holiday', label: 'lundi de Pâques' },
    ] as const;
    const deadline =
      dossier.deadline === null ? null : { ...dossier.deadline, skippedDays, skippedDaysCount: 1 };
    const late = { ...dossier, deadline };
    expect(dossierMail(aNotice('trainee', 'to_validate', 'fr', { dossier: late })).text).toContain(
      '4 jours ouvrés, comptés à l’heure de Paris. Ne sont pas comptés : lundi 29 mars 2027 (lundi de Pâques).',
    );
    expect(dossierMail(aNotice('trainee', 'to_validate', 'en', { dossier: late })).text).toContain(
      'Not counted: Monday 29 March 2027 (public holiday).',
    );
  });

  test('is told in the same words whenever it is written', () => {
    const on = (now: string) =>
      dossierMail(aNotice('trainee', 'reminder', 'fr', { dossier, now: instant(now) })).text;
    expect(on('2027-03-04T08:00:00Z')).toBe(on('2027-03-05T08:00:00Z'));
  });

  test.each([
    ['payment_renewal', 'payment_refused', 'Renouveler mon paiement'],
    ['draft_kept', 'draft', 'Compléter mon dossier'],
  ] as const)('of %s is reminded of with its own action', (kind, state, action) => {
    const mail = dossierMail(
      aNotice('trainee', 'reminder', 'fr', { dossier: withDeadline(aDossierIn(state), kind) }),
    );
    expect(mail.html).toContain(action);
    expectToBeWhole(mail, 'fr');
  });
});

describe('the mail of an entry', () => {
  const mailOf = (language: 'fr' | 'en') =>
    dossierMail(aNotice('trainee', 'in_training', language)).text.replace(/[\u00a0\u202f]/g, ' ');

  test('says that the withdrawal is over, what abandoning costs to the cent, and how to contest', () => {
    const french = mailOf('fr');
    expect(french).toContain('a déclaré votre entrée en formation le lundi 17 mai 2027.');
    expect(french).toContain('Votre délai de rétractation est terminé.');
    expect(french).toContain(
      'son prix entier, 1 200,00 € : 1 200,00 € de vos droits seraient consommés, sauf',
    );
    expect(french).toContain('contestez-la depuis votre dossier');
    const english = mailOf('en');
    expect(english).toContain('Your withdrawal period is over.');
    expect(english).toContain(
      'its full price, €1,200.00: €1,200.00 of your rights would be consumed, except',
    );
    expect(english).toContain('contest it from your dossier');
  });

  test('cannot be switched off, nor that of an end', () => {
    expect(isOptional('trainee', 'in_training')).toBe(false);
    expect(isOptional('trainee', 'completed')).toBe(false);
    expect(mailOf('fr')).toContain('Il ne peut pas être désactivé');
  });
});

describe('a refund', () => {
  const cancelled = after(
    aDossierIn('to_validate'),
    [aMessage('validate', partialValidation), aMessage('payment_succeeded'), aMessage('cancel')],
    remainderFacts,
  );
  const refused = after(cancelled, [aMessage('refund_failed', { failure: 'payment_unknown' })]);
  const step = (type: string, details: Record<string, unknown> = { refund: 1 }) => {
    const event = { type, at: monday, details };
    const dossier = type === 'refund_failed' ? refused : cancelled;
    const mail = dossierMail(aNotice('trainee', 'refund', 'fr', { dossier, event, details }));
    return { subject: mail.subject, text: mail.text.replace(/[\u00a0\u202f]/g, ' ') };
  };

  test.each([
    [
      'refund_requested',
      'Votre remboursement est demandé à la banque',
      'demandé à la banque le lundi 1er mars 2027',
    ],
    ['refund_succeeded', 'Votre remboursement est effectué', 'effectué le lundi 1er mars 2027'],
    ['refund_failed', 'Votre remboursement a été refusé', 'refusé par la banque le lundi 1er mars 2027'],
  ])('%s is told in the words of the page', (type, subject, stage) => {
    const mail = step(type);
    expect(mail.subject).toContain(subject);
    expect(mail.text).toContain(`Remboursement du reste à payer (200,00 €) : ${stage}`);
    expect(isOptional('trainee', 'refund')).toBe(false);
  });
});

test('the mail of an end says what it consumed and how to contest it', () => {
  const text = dossierMail(aNotice('trainee', 'completed', 'fr')).text.replace(/[\u00a0\u202f]/g, ' ');
  expect(text).toContain('le vendredi 21 mai 2027, avec une assiduité de 100 %.');
  expect(text).toContain('Vos droits réservés (1 200,00 €) sont consommés.');
  expect(text).toContain('contestez-la depuis votre dossier');
});

describe('a mail', () => {
  test('takes nothing that it is given for markup', () => {
    const dossier = aDossierIn('requested');
    const training = { ...dossier.training, title: '<script>alert("x")</script> & \'y\'' };
    const { html } = dossierMail(
      aNotice('trainee', 'requested', 'fr', { dossier: { ...dossier, training } }),
    );
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)');
  });

  test('shows a proposal line by line', () => {
    const { text } = dossierMail(aNotice('trainee', 'proposed', 'fr'));
    expect(text.replace(/[\u00a0\u202f]/g, ' ')).toContain('- Prix : 1 100,00 € au lieu de 1 200,00 €');
  });

  test('tells what was missed while a service was out', () => {
    const missed = [{ at: monday, state: 'requested' as const }];
    expect(dossierMail(aNotice('trainee', 'validated', 'en', { missed })).text).toContain(
      '- Monday 1 March 2027 at 10:00: Enrolment requested',
    );
  });
});
