import { ActivityFailure, log, sleep } from '@temporalio/workflow';
import { mail, patient } from './activities.ts';
import type { DataExportInput } from './contract.ts';

/** One export of a person's data: prepared, told, kept for some days, erased. */
export async function dataExport({ exportId }: DataExportInput): Promise<void> {
  const prepared = await patient.prepareExport({ exportId, now: Date.now() });
  if (prepared === null) return;
  await told(() => mail.tellExportReady({ exportId }));
  await sleep(Math.max(1, prepared.expiresAt - Date.now()), { summary: 'files erased' });
  await patient.eraseExport({ exportId });
}

/** Sends a mail; that it could not be sent changes nothing of what is done. */
export async function told(send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    log.warn('a mail about personal data was not sent');
  }
}
