import { jest } from '@jest/globals';
import { ContinuedAsNew, currentRun, type ActivitySettings, type Handler } from './run.ts';

type Actual = typeof import('@temporalio/workflow');
type Options = Record<string, unknown>;

/** Where signals to other workflows go. */
export const post: { signal: (workflowId: string, name: string, args: unknown[]) => void } = {
  signal: () => {
    throw new Error('no workflow can be reached');
  },
};

/** What is logged by workflows is kept here: nobody reads it but a person who looks into a failure. */
export const logged: string[] = [];

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

const note = (level: string) => (text: string, details?: object) =>
  void logged.push(`${level}: ${text} ${JSON.stringify(details ?? {})}`);

/**
 * Stands in for `@temporalio/workflow`, so that the product's workflows run by the thousand: call it before they are imported.
 * What has nothing to do with running (errors, definitions) is the real thing.
 */
export function replaceWorkflowModule(): void {
  const actual = jest.requireActual<Actual>('@temporalio/workflow');
  const replaced: Record<keyof Actual & string, unknown> | Options = {
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
    getExternalWorkflowHandle: (workflowId: string) => ({
      signal: ({ name }: { name: string }, ...args: unknown[]) =>
        Promise.resolve().then(() => post.signal(workflowId, name, args)),
    }),
    setCurrentDetails: () => undefined,
    upsertSearchAttributes: () => undefined,
    log: { warn: note('warn'), error: note('error'), info: note('info'), debug: note('debug') },
  };
  jest.unstable_mockModule('@temporalio/workflow', () => replaced);
}
