import { jest } from '@jest/globals';
import { ContinuedAsNew, currentRun, type ActivitySettings, type Handler } from './run.ts';

function activities(options: ActivitySettings, local: boolean): object {
  return new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          currentRun().call({ name: String(name), args, local, options }),
    },
  );
}

async function condition(holds: () => boolean, timeoutMs?: number): Promise<boolean | undefined> {
  const run = currentRun();
  const { settled, forget } = run.until(holds);
  if (timeoutMs === undefined) return void (await settled);
  const { seq, fired } = run.timer(timeoutMs);
  const inTime = await Promise.race([settled.then(() => true), fired.then(() => false)]);
  forget();
  run.timers.delete(seq);
  return inTime;
}

const silent = () => undefined;

/**
 * Stands in for `@temporalio/workflow`, so that the product's workflows run by the thousand: call it before they are imported.
 * What has nothing to do with running (errors, definitions) is the real thing.
 */
export function replaceWorkflowModule(): void {
  const actual = jest.requireActual<object>('@temporalio/workflow');
  const replaced = {
    ...actual,
    proxyActivities: (options: ActivitySettings) => activities(options, false),
    proxyLocalActivities: (options: ActivitySettings) => activities(options, true),
    condition,
    sleep: (ms: number) => currentRun().timer(ms).fired,
    setHandler: (
      { name }: { name: string },
      act: Handler['act'],
      { validator }: { validator?: Handler['validator'] } = {},
    ) => currentRun().handlers.set(name, { act, validator }),
    allHandlersFinished: () => currentRun().handling === 0,
    workflowInfo: () => ({ continueAsNewSuggested: false, historyLength: currentRun().events }),
    continueAsNew: (input: unknown) => Promise.reject(new ContinuedAsNew(input)),
    currentUpdateInfo: () => ({ id: currentRun().updateId, name: '' }),
    CancellationScope: { nonCancellable: <T>(act: () => Promise<T>) => act() },
    metricMeter: { createCounter: () => ({ add: silent }) },
    setCurrentDetails: () => undefined,
    upsertSearchAttributes: () => undefined,
    log: { warn: silent, error: silent, info: silent, debug: silent },
  };
  jest.unstable_mockModule('@temporalio/workflow', () => replaced);
}
