import { createHash } from 'node:crypto';
import { type AccountRequest, requestOfToken } from '../../db/accounts/account-requests.ts';
import type { AccountRequestKind } from '../../domain/account/account-requests.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

/** A request that an account stands behind. */
export type OwnedRequest = AccountRequest & { traineeId: string };

/** Finds the request that a mailed link belongs to. Throws `link_invalid`, and `too_many_requests` before looking. */
export async function requestByLink(
  { services, em, req }: Exchange,
  kind: AccountRequestKind,
  token: string,
): Promise<OwnedRequest> {
  await services.rateLimits.count('links', networkOf(req));
  const tokenHash = createHash('sha256').update(token).digest();
  const now = new Date(services.clock.now());
  const request = await requestOfToken(em, services.vault, { kind, tokenHash, now });
  if (request === null || request.traineeId === null) throw new Problem('link_invalid');
  return { ...request, traineeId: request.traineeId };
}
