import type { DocumentActor } from '../../db/documents/access-log.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Caller } from '../http/caller.ts';

/** Who writes or reads, as it is noted with what they touch. */
export function actorOf(caller: Caller): DocumentActor {
  return caller.role === 'trainee' ? `trainee:${caller.id}` : `${caller.by.type}:${caller.by.id}`;
}

/** Where a side finds a dossier's messages. */
export function conversationPath({ role }: Caller, number: DossierNumber): string {
  const base = role === 'trainee' ? '/api/dossiers' : '/api/organisation/dossiers';
  return `${base}/${number}/messages`;
}
