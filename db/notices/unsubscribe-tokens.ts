import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isOptional, type OptionalKind } from '../../domain/notices/preferences.ts';
import type { RingKeys } from '../sealing/key-ring.ts';
import type { MailReader } from './preferences.ts';

/** What an unsubscribe link stands for: one kind of mail to one reader. */
export interface Unsubscription extends MailReader {
  kind: OptionalKind;
}

/** Makes and reads the links by which an optional mail is switched off without logging in (RFC 8058). */
export interface UnsubscribeTokens {
  /** The same link for the same mail, so that a mail that is tried again says the same. */
  make(unsubscription: Unsubscription): string;
  /** Null for anything that {@link make} did not write. */
  read(token: string): Unsubscription | null;
}

/** Signs with a key derived from the first of `SECRETS_ENCRYPTION_KEYS`; links under the others still work. */
export function createUnsubscribeTokens(ring: RingKeys): UnsubscribeTokens {
  const keys = ring.map(([, key]) => derived(key));
  const [signing] = keys;
  if (signing === undefined) throw new Error('Unsubscribe links need a key.');
  return {
    make: ({ audience, id, kind }) => {
      const said = Buffer.from(`${audience}.${id}.${kind}`).toString('base64url');
      return `${said}.${macOf(said, signing).toString('base64url')}`;
    },
    read: (token) => {
      const [said = '', mac = '', ...rest] = token.split('.');
      const given = Buffer.from(mac, 'base64url');
      const isOurs = keys.some((key) => {
        const expected = macOf(said, key);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
      return isOurs && rest.length === 0 ? parsed(said) : null;
    },
  };
}

function parsed(said: string): Unsubscription | null {
  const [audience, id = '', kind = ''] = Buffer.from(said, 'base64url').toString('utf8').split('.');
  if (audience !== 'trainee' && audience !== 'organisation') return null;
  // A kind may stop being optional after the mail was sent.
  return isOptional(audience, kind) ? { audience, id, kind } : null;
}

function macOf(said: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(said).digest();
}

function derived(base64: string): Buffer {
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(base64, 'base64'), '', 'dossier-formation unsubscribe link', 32),
  );
}
