import { describe, expect, test } from '@jest/globals';
import { isCommonPassword } from '../../../domain/account/common-passwords.ts';
import { brokenPasswordRules } from '../../../domain/account/password-rules.ts';

const owner = { nir: '2 85 05 99 999 109 34', name: 'Martin-Dupré', email: 'camille.m@exemple.test' };
const broken = (password: string) => brokenPasswordRules(password, owner, isCommonPassword);

describe('a password', () => {
  test('that follows every rule breaks none', () => {
    expect(broken('Un été à Brest 42')).toEqual([]);
  });

  test('says all that is wrong with it at once', () => {
    expect(broken('')).toEqual(['too_short', 'no_digit', 'no_lower_case', 'no_upper_case', 'no_special']);
    expect(broken('password')).toEqual([
      'too_short',
      'no_digit',
      'no_upper_case',
      'no_special',
      'too_common',
    ]);
  });

  test.each([
    ['Abcdefgh-12', ['too_short']],
    ['Abcdefgh-123', []],
    ['Abcdefgh-xyz', ['no_digit']],
    ['ABCDEFGH-123', ['no_lower_case']],
    ['abcdefgh-123', ['no_upper_case']],
    ['Abcdefgh0123', ['no_special']],
    [`Aa1-${'x'.repeat(124)}`, []],
    [`Aa1-${'x'.repeat(125)}`, ['too_long']],
  ])('%s breaks %j', (password, rules) => {
    expect(broken(password)).toEqual(rules);
  });

  test('may be written in any alphabet: characters are counted, not bytes', () => {
    expect(broken('Пароль-надёжный-٤٢')).toEqual([]);
    expect(broken(`Aa1${'🦊'.repeat(125)}`)).toEqual([]);
    expect(broken(`Aa1${'🦊'.repeat(126)}`)).toEqual(['too_long']);
  });

  test('is judged in the form in which it is compared, whatever the keyboard', () => {
    expect(broken('E\u0301te\u0301-1234567')).toEqual(broken('\u00c9t\u00e9-1234567'));
    expect(broken('E\u0301te\u0301-1234567')).toEqual(['too_short']);
  });

  test.each(['2850599999109 Aa!', 'Aa!285059999910934', 'x-2 85 05 99 999 109 Z a'])(
    'may not hold the social security number: %s',
    (password) => expect(broken(password)).toContain('contains_nir'),
  );

  test.each(['Martin-Dupré 42', 'xx-MARTINDUPRE-42', 'Le dupre 1234 !'])(
    'may not hold the name: %s',
    (password) => expect(broken(password)).toContain('contains_name'),
  );

  test.each(['Camille.M-123456', 'CAMILLEm 123456!', 'La Camille 1234'])(
    'may not hold the email: %s',
    (password) => expect(broken(password)).toContain('contains_email'),
  );

  test.each([
    ['agent@mairie.exemple', 'Un bon Agent 42!', []],
    ['agent@mairie.exemple', 'Agent-mairie-exemple-42', ['contains_email']],
    ['agent.kermadec@mairie.exemple', 'Un bon Agent 42!', []],
    ['agent.kermadec@mairie.exemple', 'xKermadec-2026', ['contains_email']],
    ['contact@exemple.test', 'Contact-Rapide-7', []],
    ['marc@exemple.test', 'Les démarches 42', []],
    ['marc@exemple.test', 'Chez Marc en 42 !', ['contains_email']],
    ['marc@exemple.test', 'MonMarc-2026-xy', ['contains_email']],
    ['marc@exemple.test', 'abcmarc1985-XYZ', []],
  ])('of %s may be « %s », unless %j', (email, password, rules) => {
    expect(brokenPasswordRules(password, { nir: '', name: '', email }, isCommonPassword)).toEqual(rules);
  });

  test('may hold what is too short to mean a name, and anything while nothing is known of its owner', () => {
    const short = { nir: '', name: 'Ly', email: 'a.b@exemple.test' };
    expect(brokenPasswordRules('Polyglotte-42', short, isCommonPassword)).toEqual([]);
    const nobody = { nir: '', name: '', email: '' };
    expect(brokenPasswordRules('Martin-Dupré-42', nobody, isCommonPassword)).toEqual([]);
  });
});

describe('the common passwords', () => {
  test.each(['123456', 'PassWord', 'azerty', 'FOOTBALL'])('know %s, whatever its case', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  test('do not know one that nobody uses', () => {
    expect(isCommonPassword('Un été à Brest 42')).toBe(false);
  });
});
