import { describe, expect, test } from '@jest/globals';
import { safeReturnPath } from '../../api/security/return-path.ts';

describe('where a login by FranceConnect+ leads', () => {
  test.each([
    '/dossiers/4042234296?etat=draft',
    '/mes-droits',
    '/compte/franceconnect',
    '/formations/1',
    '/comprendre/echeances',
    '/organisme',
  ])('is the page it was begun on: %s', (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  test.each([
    undefined,
    'https://ailleurs.test/dossiers',
    '//ailleurs.test',
    '/\\ailleurs.test',
    '/api/session',
    '/dossiers/../api/session',
    `/dossiers/${'1'.repeat(300)}`,
  ])('is one’s dossiers, and not %s', (path) => {
    expect(safeReturnPath(path)).toBe('/dossiers');
  });
});
