import { expect, test } from 'vitest';
import { addressClass, leastPublic } from './address-class.ts';

test.each([
  ['127.0.0.1', 'loopback'], ['127.255.0.9', 'loopback'], ['::1', 'loopback'], ['::ffff:127.0.0.1', 'loopback'], ['169.254.169.254', 'link-local'], ['fe80::1', 'link-local'],
  ['10.1.2.3', 'private'], ['172.31.0.1', 'private'], ['192.168.0.1', 'private'], ['100.64.0.1', 'private'], ['fd00::1', 'private'], ['0.0.0.0', 'reserved'], ['224.0.0.1', 'reserved'],
  ['172.32.0.1', 'public'], ['8.8.8.8', 'public'], ['2606:4700::1111', 'public'],
] as const)('%s is %s', (address, name) => {
  expect(addressClass(address)).toBe(name);
});

test('a name that leads to a public and a private address is private', () => {
  expect(leastPublic(['8.8.8.8', '10.0.0.1'])).toBe('private');
  expect(leastPublic([])).toBeUndefined();
});
