import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { languages } from '../../domain/language.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import { linkIdentity } from '../people/identity-links.ts';
import { numberIsTaken } from '../people/number-is-taken.ts';
import {
  eraseContents,
  readRegistration,
  type RegistrationIdentity,
  type RegistrationProfile,
} from './registrations.ts';

/** What became of a registration: an account; none because number or email has one since; or nothing, the profile is missing. */
export type Opening = 'opened' | 'taken' | 'incomplete';

/**
 * Makes the account of a complete registration, with the acceptance of the terms, and erases the registration's contents: one
 * transaction. Where there is none to be made, the contents stay for the mail that says so. Whoever else registers the same number or email at the same time gets no account. Again for the same
 * registration, it says the same. An erased one is `incomplete`.
 */
export async function openAccount(em: EntityManager, vault: NirVault, id: string): Promise<Opening> {
  return await em.transactional(async (tx) => {
    const pending = await readRegistration(tx, vault, id);
    if (pending === null) return 'incomplete';
    const { traineeId, identity, profile } = pending;
    if (identity === null) return (await isOpen(tx, traineeId)) ? 'opened' : 'taken';
    if (profile === null) return 'incomplete';
    const inserted = await insertTrainee(tx, vault, { id: traineeId, identity, profile });
    // Its own account may stand already: an attempt that was given up too early may have gone through after all.
    if (!inserted) return (await isOpen(tx, traineeId)) ? 'opened' : 'taken';
    await sql`insert into terms_acceptances (trainee_id, terms_version, accepted_at)
      values (${traineeId}, ${profile.termsVersion}, ${profile.termsAcceptedAt})`.execute(queries(tx));
    // Linked to another account since: this one is opened all the same, by its password.
    if (identity.franceConnectSubject !== undefined)
      await linkIdentity(tx, identity.franceConnectSubject, traineeId);
    await eraseContents(tx, id);
    return 'opened';
  });
}

async function isOpen(em: EntityManager, traineeId: string): Promise<boolean> {
  const { rows } = await sql`select id from trainees where id = ${traineeId}`.execute(queries(em));
  return rows.length > 0;
}

async function insertTrainee(
  em: EntityManager,
  vault: NirVault,
  account: { id: string; identity: RegistrationIdentity; profile: RegistrationProfile },
): Promise<boolean> {
  const { id, identity, profile } = account;
  const { address, diploma } = profile;
  const { ciphertext, keyId } = vault.seal(identity.nir, id);
  if (await numberIsTaken(em, vault, identity.nir)) return false;
  const { rows } = await sql`
    insert into trainees (id, nir_index, nir_index_key_id, nir_ciphertext, nir_key_id, birth_name, first_name, email, password_hash, phone,
      street, address_complement, postcode, city, country, diploma_level, diploma_year, socio_professional_category, language)
    values (${id}, ${vault.indexOf(identity.nir)}, ${vault.indexKeyId}, ${ciphertext}, ${keyId}, ${identity.birthName}, ${identity.firstName},
      ${identity.email}, ${identity.passwordHash}, ${profile.phone}, ${address.street}, ${address.complement},
      ${address.postcode}, ${address.city}, ${address.country}, ${diploma?.level ?? null}, ${diploma?.year ?? null}, ${profile.category},
      ${identity.language ?? languages[0]})
    on conflict do nothing returning id`.execute(queries(em));
  return rows.length > 0;
}
