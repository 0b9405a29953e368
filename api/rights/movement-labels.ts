import type { TransferKind } from '../../db/entities/ledger.ts';

/** What each movement of rights is called on « Mes droits formation ». */
export const movementLabels: Readonly<Record<TransferKind, string>> = {
  credit: 'Droits ajoutés à votre compte',
  reserve: 'Droits réservés pour une formation',
  release: 'Droits rendus',
  consume: 'Droits utilisés',
  restore: 'Droits réservés de nouveau, le temps d’une contestation',
};
