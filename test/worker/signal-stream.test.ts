import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { deliveryPlannedSignal, webhookStreamType } from '../../workflows/webhooks/contract.ts';
import { signalStream } from '../../worker/signal-stream.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

const streams = 20;
const atOnce = 10;

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  quietRuntime();
  env = await startTimeSkipping();
});
afterAll(() => env.teardown());

async function signalsOf(workflowId: string): Promise<number> {
  const { events } = await env.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
}

test('a stream that several start at the same moment runs once, and hears of each', async () => {
  for (let stream = 0; stream < streams; stream += 1) {
    const workflowId = `stream-${stream}`;
    const options = { workflowId, taskQueue: 'nobody', args: ['stream'] as [string] };
    const start = () =>
      signalStream(env.client, webhookStreamType, { ...options, signal: deliveryPlannedSignal });
    await Promise.all(Array.from({ length: atOnce }, start));
    expect(await signalsOf(workflowId)).toBe(atOnce);
  }
});
