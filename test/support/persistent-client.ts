import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, Answer } from './api-client.ts';

const pauseMs = 100;
// Only stops what hangs: a busy machine takes its time.
const patienceMs = 120_000;

/**
 * Sends a request as a careful client does: with an idempotency key, and again with the same key until somebody answers it
 * for good. A receipt (202) is no answer yet: the message is kept, and the retry learns what became of it.
 */
export async function untilAnswered(
  client: ApiClient,
  path: string,
  body: unknown,
  key: string,
): Promise<Answer> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await client.post(path, body, { 'idempotency-key': key }).catch(() => null);
    if (answer !== null && answer.status < 500 && answer.status !== 202) return answer;
    if (Date.now() > end)
      throw new Error(`${path} was never answered (${answer?.status ?? 'no connection'})`);
    await sleep(pauseMs);
  }
}
