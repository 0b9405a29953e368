import { lookup } from 'node:dns/promises';
import { isPublicAddress, UnsafeTargetError } from '../../domain/webhooks/target.ts';

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** The system's own resolver. */
export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Resolves a host to the addresses that may be connected to. All must be public: a name that also leads inside is not trusted
 * at all. The caller connects to these very addresses, so that a second answer of the name server changes nothing.
 */
export async function safeAddresses(
  hostname: string,
  { allowPrivate, resolve }: { allowPrivate: boolean; resolve: Resolve },
): Promise<readonly string[]> {
  const addresses = await resolve(hostname).catch(() => []);
  if (addresses.length === 0) throw new UnsafeTargetError('unknown_host');
  if (!allowPrivate && !addresses.every(isPublicAddress)) throw new UnsafeTargetError('private_address');
  return addresses;
}
