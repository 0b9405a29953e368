import { describe, expect, test } from '@jest/globals';
import { DomainError, InvalidNirError } from '../../domain/errors.ts';

describe('errors of the domain', () => {
  test('an error carries its code, its message and its details', () => {
    const error = new DomainError('invalid_money', 'Montant illisible.', { cents: 1.5 });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'DomainError',
      code: 'invalid_money',
      message: 'Montant illisible.',
      details: { cents: 1.5 },
    });
  });

  test('an error without details has none', () => {
    expect(new DomainError('invalid_money', 'Montant illisible.')).not.toHaveProperty('details');
  });

  test('a refused social security number is a domain error that names the part', () => {
    const error = new InvalidNirError('key', 'La clé ne correspond pas.');
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ name: 'InvalidNirError', code: 'invalid_nir', part: 'key' });
  });
});
