import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createSecretBox } from '../../db/secret-box.ts';

const oldKey = randomBytes(32).toString('base64');

describe('sealed secrets', () => {
  const box = createSecretBox([['old', oldKey]]);

  test('changed anywhere, cut short, moved or under another name do not open', () => {
    const sealed = box.seal('secret', 'a');
    expect(box.open(sealed, 'a')).toBe('secret');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => box.open(changed, 'a')).toThrow('ne peut pas être relu');
      expect(() => box.open(sealed.subarray(0, index), 'a')).toThrow('ne peut pas être relu');
    }
    expect(() => box.open(sealed, 'b')).toThrow('ne peut pas être relu');
    expect(() => createSecretBox([['neu', oldKey]]).open(sealed, 'a')).toThrow('ne peut pas être relu');
    const renamed = Buffer.from(sealed);
    renamed.write('neu', 2);
    expect(() => createSecretBox([['neu', oldKey]]).open(renamed, 'a')).toThrow('ne peut pas être relu');
  });
});
