import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createNirVault } from '../../db/nir-vault.ts';
import { SealedNirError } from '../../domain/errors.ts';
import { nirKey, parseNir } from '../../domain/identity/nir.ts';

const key = () => randomBytes(32).toString('base64');
const nirOf = (thirteen: string) => parseNir(`${thirteen}${nirKey(thirteen)}`);

const nir = nirOf('2550814168025');
const other = nirOf('185032A004025');
const [first, second, indexKey] = [key(), key(), key()];
const vault = createNirVault({ keys: [['k1', first]], indexKey });
const traineeId = randomUUID();

const defect = (name: string) => expect.objectContaining({ code: 'unreadable_nir', defect: name });

describe('the vault of social security numbers', () => {
  test('what was sealed for a trainee opens for that trainee', () => {
    expect(vault.open(vault.seal(nir, traineeId), traineeId)).toBe(nir);
    expect(vault.open(vault.seal(other, traineeId), traineeId)).toBe(other);
  });

  test('the same number twice gives different bytes, none of which shows it', () => {
    const [one, two] = [vault.seal(nir, traineeId), vault.seal(nir, traineeId)];
    expect(one.ciphertext.equals(two.ciphertext)).toBe(false);
    expect(one.ciphertext.subarray(1, 13).equals(two.ciphertext.subarray(1, 13))).toBe(false);
    expect(one.ciphertext.includes(nir)).toBe(false);
    expect(one.ciphertext).toHaveLength(1 + 12 + 16 + 15);
  });

  test('a byte changed anywhere is found out', () => {
    const { ciphertext, keyId } = vault.seal(nir, traineeId);
    for (let index = 0; index < ciphertext.length; index += 1) {
      const changed = Buffer.from(ciphertext);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => vault.open({ ciphertext: changed, keyId }, traineeId)).toThrow(defect('tampered'));
    }
  });

  test.each([0, 1, 13, 29, 43])('cut to %i bytes it is found out', (length) => {
    const { ciphertext, keyId } = vault.seal(nir, traineeId);
    expect(() => vault.open({ ciphertext: ciphertext.subarray(0, length), keyId }, traineeId)).toThrow(
      SealedNirError,
    );
  });

  test('a number copied to another trainee’s row does not open', () => {
    expect(() => vault.open(vault.seal(nir, traineeId), randomUUID())).toThrow(defect('tampered'));
  });

  test('a key that is not configured is named as the reason', () => {
    const elsewhere = createNirVault({ keys: [['k2', first]], indexKey });
    expect(() => elsewhere.open(vault.seal(nir, traineeId), traineeId)).toThrow(defect('unknown_key'));
  });

  test('the same key under another id does not open either', () => {
    const renamed = createNirVault({ keys: [['k2', first]], indexKey });
    const { ciphertext } = vault.seal(nir, traineeId);
    expect(() => renamed.open({ ciphertext, keyId: 'k2' }, traineeId)).toThrow(defect('tampered'));
  });

  test('after a rotation the new key seals and the old one still opens', () => {
    const old = vault.seal(nir, traineeId);
    const rotated = createNirVault({
      keys: [
        ['k2', second],
        ['k1', first],
      ],
      indexKey,
    });
    expect(rotated.open(old, traineeId)).toBe(nir);
    expect(rotated.seal(nir, traineeId).keyId).toBe('k2');
    expect(rotated.indexOf(nir).equals(vault.indexOf(nir))).toBe(true);
  });

  test('the index is stable, differs by number and by key, and is 32 bytes', () => {
    const sameKeys = createNirVault({ keys: [['k1', first]], indexKey });
    expect(sameKeys.indexOf(nir).equals(vault.indexOf(nir))).toBe(true);
    expect(vault.indexOf(other).equals(vault.indexOf(nir))).toBe(false);
    const otherIndex = createNirVault({ keys: [['k1', first]], indexKey: second });
    expect(otherIndex.indexOf(nir).equals(vault.indexOf(nir))).toBe(false);
    expect(vault.indexOf(nir)).toHaveLength(32);
  });

  test('a refusal holds neither the number nor a key', () => {
    try {
      vault.open(vault.seal(nir, traineeId), randomUUID());
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain(nir);
      return;
    }
    throw new Error('It opened.');
  });

  test('short keys, no key and an id used twice are refused at once', () => {
    expect(() => createNirVault({ keys: [['k1', 'c2hvcnQ=']], indexKey })).toThrow('32 bytes');
    expect(() => createNirVault({ keys: [['k1', first]], indexKey: 'c2hvcnQ=' })).toThrow('32 bytes');
    expect(() => createNirVault({ keys: [], indexKey })).toThrow('at least one');
    const twice = [
      ['k1', first],
      ['k1', second],
    ] as const;
    expect(() => createNirVault({ keys: twice, indexKey })).toThrow('distinct');
  });
});
