import { condition, setHandler, sleep } from '@temporalio/workflow';
import { mail, patient } from './activities.ts';
import { type AccountErasureInput, withdrawErasureSignal } from './contract.ts';
import { told } from './data-export.ts';

/** How the erasure of an account ended. */
export interface ErasureResult {
  outcome: 'erased' | 'withdrawn' | 'unknown';
}

/** A record that has been kept long enough is erased by the daily retention: looked for again after it. */
const settlingMs = 24 * 60 * 60_000;

/**
 * The erasure of an account: closed at once; contact and profile erased when the time of reflection ends; who it was, when the
 * last record about the person need no longer be kept.
 */
export async function accountErasure({ erasureId }: AccountErasureInput): Promise<ErasureResult> {
  let withdrawn = false;
  setHandler(withdrawErasureSignal, () => void (withdrawn = true));

  const begun = await patient.beginErasure({ erasureId, now: Date.now() });
  if (begun === null) return { outcome: 'unknown' };
  await told(() => mail.tellAccountClosed({ erasureId }));
  const reflection = Math.max(1, begun.reflectionEndsAt - Date.now());
  await condition(() => withdrawn, reflection, { summary: 'reflection ends' });
  if (withdrawn) {
    await patient.withdrawErasure({ erasureId, now: Date.now() });
    return { outcome: 'withdrawn' };
  }

  await patient.eraseContact({ erasureId, now: Date.now() });
  for (;;) {
    const until = await patient.recordsKeptUntil({ erasureId, now: Date.now() });
    if (until === null) break;
    await sleep(Math.max(0, until - Date.now()) + settlingMs, { summary: 'records kept' });
  }
  await patient.eraseIdentity({ erasureId, now: Date.now() });
  return { outcome: 'erased' };
}
