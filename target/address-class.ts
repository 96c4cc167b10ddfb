import { BlockList, isIPv6 } from 'node:net';
import type { AddressClass } from '../model/observed-target.ts';

/** Blocks of the registries for special purposes (RFC 6890), least public first. */
const blocks: readonly (readonly [AddressClass, readonly (readonly [string, number])[]])[] = [
  ['loopback', [['127.0.0.0', 8], ['::1', 128]]],
  ['link-local', [['169.254.0.0', 16], ['fe80::', 10]]],
  ['private', [['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['fc00::', 7]]],
  ['reserved', [
    ['0.0.0.0', 8], ['192.0.0.0', 24], ['192.0.2.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
    ['::', 128], ['100::', 64], ['2001:db8::', 32], ['ff00::', 8],
  ]],
];

const lists = blocks.map(([name, subnets]) => {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv6(net) ? 'ipv6' : 'ipv4');
  return [name, list] as const;
});

/** Where an address stands. IPv4 within IPv6 counts as what it is. */
export function addressClass(address: string): AddressClass {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return lists.find(([, list]) => list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4'))?.[0] ?? 'public';
}

const order: readonly AddressClass[] = ['loopback', 'link-local', 'private', 'reserved', 'public'];

/** Of several addresses, where the least public stands. */
export function leastPublic(addresses: readonly string[]): AddressClass | undefined {
  const classes = addresses.map(addressClass);
  return order.find((each) => classes.includes(each));
}
