import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Caller } from '../http/caller.ts';

/** Where a caller finds a dossier. */
export function pathOf({ role }: Pick<Caller, 'role'>, number: DossierNumber): string {
  return role === 'trainee' ? `/api/dossiers/${number}` : `/api/organisation/dossiers/${number}`;
}
