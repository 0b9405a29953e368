import type { Request } from 'express';

/** The network that a request comes from: one home or one host has a whole /64 of IPv6 addresses, which count as one. */
export function networkOf(req: Pick<Request, 'ip'>): string {
  const bare = (req.ip ?? '').replace(/^::ffff:/, '');
  return bare.includes(':') ? `${expanded(bare).slice(0, 4).join(':')}::/64` : bare;
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after];
}
