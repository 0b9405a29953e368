import { readAccount } from '../../db/accounts/account.ts';
import { type KeptProfile, readProfile, writeProfile } from '../../db/accounts/profile.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { checkDetails, type TypedDetails } from '../registrations/check-profile.ts';

/** What the caller says of themselves. */
export async function showProfile({ em, caller }: Exchange<TraineeCaller>): Promise<KeptProfile> {
  const profile = await readProfile(em, caller.id);
  if (profile === null) throw new Problem('authentication_required');
  return profile;
}

/** Changes it, by the rules of the registration; organisations see the new phone at once. Throws `invalid_request`. */
export async function amendProfile(
  exchange: Exchange<TraineeCaller>,
  typed: TypedDetails,
): Promise<KeptProfile> {
  const { em, caller, services, receivedAt } = exchange;
  const account = await readAccount(em, services.vault, caller.id);
  if (account === null) throw new Problem('authentication_required');
  await writeProfile(em, caller.id, checkDetails(typed, { nir: account.nir, at: receivedAt }));
  return await showProfile(exchange);
}
