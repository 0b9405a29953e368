import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowOptions,
  type WorkflowSignalWithStartOptions,
} from '@temporalio/client';

/**
 * Signals a stream's workflow, started if it does not run. Of two that start it at the same moment, one may be told that
 * it runs already (Temporal's own server tries again by itself, the time-skipping one does not): that one signals the
 * run of the other. Throws whatever else Temporal answers.
 */
export async function signalStream(
  client: Client,
  type: string,
  options: WorkflowOptions & WorkflowSignalWithStartOptions & { args: [stream: string] },
): Promise<void> {
  const signal = (): Promise<unknown> => client.workflow.signalWithStart(type, options);
  try {
    await signal();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await signal();
  }
}
