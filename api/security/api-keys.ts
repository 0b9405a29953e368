import { findOrganisationByKey } from '../../db/organisation-keys.ts';
import type { Database } from '../../db/database.ts';
import type { Clock } from '../deps.ts';

const rememberedForMs = 10_000;
const mostRemembered = 1_000;

/** Reads the key of an `Authorization: Bearer` header; null when there is none. */
export function bearerKey(header: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** Checks organisations' keys. A key that was right is believed for ten seconds: so long may a revoked one still work. */
export class ApiKeyCheck {
  private readonly known = new Map<string, { organisationId: string; until: number }>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The organisation that a key belongs to; null when it belongs to none. */
  async organisationOf(db: Database, key: string): Promise<string | null> {
    const now = this.clock.now();
    const remembered = this.known.get(key);
    if (remembered !== undefined && now < remembered.until) return remembered.organisationId;
    this.known.delete(key);
    const found = await findOrganisationByKey(db.em.fork(), key);
    if (found === null) return null;
    if (this.known.size >= mostRemembered) this.known.clear();
    this.known.set(key, { organisationId: found.organisationId, until: now + rememberedForMs });
    return found.organisationId;
  }
}
