import { describe, expect, test } from '@jest/globals';
import { de } from '../../domain/french-elision.ts';

describe('« de » before a name', () => {
  test.each([
    ['École Alpha', 'd’École Alpha'],
    ['AFPA', 'd’AFPA'],
    ['ÎLE Formation', 'd’ÎLE Formation'],
    ['U\u0308ber Formation', 'd’U\u0308ber Formation'],
    ['Œuvre sociale', 'd’Œuvre sociale'],
    ['Æquo', 'd’Æquo'],
    ['Yvetot', 'd’Yvetot'],
    ['Yonne Formation', 'd’Yonne Formation'],
    ['Organisme d’essai', 'd’Organisme d’essai'],
    ['« Autrement »', 'd’« Autrement »'],
    ['"Essor"', 'd’"Essor"'],
    ['anna@exemple.test', 'd’anna@exemple.test'],
    ['Hôtel de ville', 'd’Hôtel de ville'],
    ['Hygiène et santé', 'd’Hygiène et santé'],
    ['À distance', 'd’À distance'],
  ])('%s is elided', (name, written) => {
    expect(de(name)).toBe(written);
  });

  test.each([
    ['Lycée Beta', 'de Lycée Beta'],
    ['Ça marche', 'de Ça marche'],
    ['« Lumière »', 'de « Lumière »'],
    ['Hauts-de-France Formation', 'de Hauts-de-France Formation'],
    ['Héros', 'de Héros'],
    ['York', 'de York'],
    ['Yaourt et Cie', 'de Yaourt et Cie'],
    ['Onze', 'de Onze'],
    ['OUI', 'de OUI'],
    ['3W Academy', 'de 3W Academy'],
    ['8 heures', 'de 8 heures'],
    ['11 rue des Lilas', 'de 11 rue des Lilas'],
    ['', 'de '],
  ])('%s is not elided', (name, written) => {
    expect(de(name)).toBe(written);
  });
});
