import type { Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import type { Logger } from 'pino';
import type { Clock } from '../deps.ts';

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

const warnEveryMs = 60 * 60_000;
const maxPeersKnown = 1_000;

/**
 * Warns when a peer that is no trusted proxy (`TRUSTED_PROXIES`) says for whom it asks: either a client forges its address, or a
 * proxy is missing from the setting, and then all clients count as one. Once an hour for each peer.
 */
export function warnOfUntrustedProxies(logger: Logger, clock: Clock): RequestHandler {
  const warnedAt = new Map<string, number>();
  return (req, _res, next) => {
    const peer = req.socket.remoteAddress ?? '';
    const isTrusted = req.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    const isForwarded = req.get('X-Forwarded-For') !== undefined;
    if (isForwarded && peer !== '' && !isTrusted(peer, 0)) {
      const now = clock.now();
      if (now - (warnedAt.get(peer) ?? -Infinity) >= warnEveryMs) {
        if (warnedAt.size >= maxPeersKnown) warnedAt.clear();
        warnedAt.set(peer, now);
        logger.warn(
          { peer: privateAddress(peer) },
          'X-Forwarded-For from a peer that TRUSTED_PROXIES does not name',
        );
      }
    }
    next();
  };
}

/** The address of a peer in a network of ours, as a proxy has; people's own addresses stay out of the log. */
function privateAddress(peer: string): string {
  const address = ipaddr.process(peer);
  return address.range() === 'unicast' ? 'a public address' : address.toString();
}
