import { describe, expect, test } from '@jest/globals';
import { adminConsole } from '../support/admin-console.ts';

describe('a command that is typed wrong', () => {
  test.each([
    [['oups'], 'La commande « oups » n’existe pas.'],
    [['organisation', 'oups'], 'La commande « oups » n’existe pas.'],
    [['organisation', 'create', '--siret', '1'], 'Il manque l’option « --name <nom> ».'],
    [['organisation', 'key', '--name', 'x'], 'Il manque « siret ».'],
    [['migrate', '--oups'], 'L’option « --oups » n’existe pas.'],
    [['rights', 'credit', '--euros'], 'L’option « --euros <montant> » attend une valeur.'],
    [['catalogue', 'import', 'un fichier', 'deux'], 'Il y a trop d’arguments'],
    [['dossiers', 'check', '--oups'], 'L’option « --oups » n’existe pas.'],
    [['worker', 'current', '--build'], 'L’option « --build <version> » attend une valeur.'],
  ])('%j is answered in one sentence, with exit code 2', async (args, sentence) => {
    const admin = adminConsole({ env: {}, folder: '.' });
    expect(await admin.run(...args)).toBe(2);
    expect(admin.printed).toEqual([]);
    expect(admin.errors).toEqual([expect.stringContaining(sentence)]);
  });
});
