import { describe, expect, test } from '@jest/globals';
import { isPublicAddress, readTarget } from '../../../domain/webhooks/target.ts';

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001::1',
    'nothing',
  ])('%s is not of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['93.184.216.34', '2606:2800:220:1::1', '::ffff:93.184.216.34'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('the address of an endpoint', () => {
  const strict = { allowPrivate: false };

  test.each([
    ['http://example.test/hook', 'not_https'],
    ['ftp://example.test/hook', 'not_https'],
    ['https://user:password@example.test/', 'bad_url'],
    ['hook', 'bad_url'],
    ['https://example.test:22/', 'port_not_allowed'],
    ['https://127.0.0.1/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['https://0x7f.1/', 'private_address'],
    ['https://[::1]/', 'private_address'],
    ['https://[::ffff:169.254.169.254]/', 'private_address'],
  ])('%s is refused: %s', (url, reason) => {
    expect(() => readTarget(url, strict)).toThrow(reason);
  });

  test('may be HTTPS on its usual ports; anything where private addresses are allowed', () => {
    expect(readTarget('https://example.test:8443/hook', strict).port).toBe('8443');
    expect(readTarget('http://127.0.0.1:5000/hook', { allowPrivate: true }).port).toBe('5000');
  });
});
