import { SealedNirError } from '../../../domain/errors.ts';
import type { Exchange } from '../../http/route.ts';
import { rotated } from '../../security/session-life.ts';

/** What a person typed at earlier steps of creating an account, as it was typed. */
export type Draft = Partial<Record<DraftField, string>>;

/** A thing that is kept from step to step; `registrationId` once the code was sent. */
export type DraftField =
  | 'nir'
  | 'birthName'
  | 'email'
  | 'password'
  | 'vouched'
  | 'registrationId'
  | 'phone'
  | 'street'
  | 'complement'
  | 'postcode'
  | 'city'
  | 'country'
  | 'diploma'
  | 'diplomaYear'
  | 'category';

declare module 'express-session' {
  interface SessionData {
    /** What was typed so far to create an account: sealed, since it holds who the person is. */
    accountDraft?: { ciphertext: string; keyId: string; savedAt: number };
  }
}

/** How long what was typed is kept without another step, in milliseconds: it holds a password, sealed. */
const draftLifeMs = 30 * 60_000;
const owner = 'account-draft';

/** Reads what was typed so far in this browser; empty when nothing was, or too long ago. */
export function readDraft({ req, services }: Pick<Exchange, 'req' | 'services'>): Draft {
  const sealed = req.session.accountDraft;
  if (sealed === undefined || services.clock.now() - sealed.savedAt > draftLifeMs) return {};
  try {
    const ciphertext = Buffer.from(sealed.ciphertext, 'base64');
    // Sealed by this very module, and nobody else can.
    return JSON.parse(services.vault.openText({ ciphertext, keyId: sealed.keyId }, owner)) as Draft;
  } catch (error) {
    // Its key was taken out of service meanwhile: the person types again.
    if (error instanceof SealedNirError) return {};
    throw error;
  }
}

/** Keeps what was typed so far. A new draft gets a new session id: whoever planted the old one sees nothing of it. */
export async function saveDraft(
  { req, services }: Pick<Exchange, 'req' | 'services'>,
  draft: Draft,
): Promise<void> {
  if (req.session.accountDraft === undefined) await rotated(req);
  const { ciphertext, keyId } = services.vault.sealText(JSON.stringify(draft), owner);
  const savedAt = services.clock.now();
  req.session.accountDraft = { ciphertext: ciphertext.toString('base64'), keyId, savedAt };
}

/** Forgets it all. */
export function dropDraft({ req }: Pick<Exchange, 'req'>): void {
  delete req.session.accountDraft;
}
