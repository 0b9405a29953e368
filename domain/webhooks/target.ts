import ipaddr from 'ipaddr.js';

/** Why nothing is sent to an address; a code for the delivery log. */
export type UnsafeTarget = 'bad_url' | 'not_https' | 'port_not_allowed' | 'private_address' | 'unknown_host';

/** Nothing is sent there. */
export class UnsafeTargetError extends Error {
  override readonly name = 'UnsafeTargetError';
  readonly reason: UnsafeTarget;

  constructor(reason: UnsafeTarget) {
    super(reason);
    this.reason = reason;
  }
}

const allowedPorts = new Set(['', '443', '8443']);
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Tells whether an address belongs to the public internet. Everything else may be a machine of ours: private networks, this
 * host, link-local addresses (the cloud's metadata), multicast, and IPv6 forms that carry an IPv4 address (mapped, NAT64,
 * 6to4, Teredo).
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // An IPv4 address written as IPv6 counts as what it is.
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/**
 * Reads the address of an endpoint. Throws an `UnsafeTargetError` for what must never be called: anything but HTTPS on its
 * usual ports, names and passwords in it, addresses of private networks. Names are checked when they are resolved.
 */
export function readTarget(text: string, { allowPrivate }: { allowPrivate: boolean }): URL {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') throw new UnsafeTargetError('bad_url');
  const isHttp = url.protocol === 'http:';
  if (url.protocol !== 'https:' && !(isHttp && allowPrivate)) throw new UnsafeTargetError('not_https');
  if (allowPrivate) return url;
  if (!allowedPorts.has(url.port)) throw new UnsafeTargetError('port_not_allowed');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw new UnsafeTargetError('private_address');
  return url;
}
