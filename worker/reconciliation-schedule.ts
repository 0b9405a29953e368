import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { type Config, temporalConnectionOptions } from '../config.ts';
import { reconcilePaymentsType, type Reconciliation } from '../workflows/payments/contract.ts';

/** How often payments are reconciled, and where. */
export interface ReconciliationSchedule {
  taskQueue: string;
  everyMs: number;
}

/** A webhook that is under way should not be overtaken. */
const longestSilenceMs = 3 * 60_000;

/** The schedule's id; one for each task queue, which is one for each installation. */
export function reconciliationScheduleId(taskQueue: string): string {
  return `reconcile-payments-${taskQueue}`;
}

/** Makes the schedule that the settings ask for. */
export async function reconcileRegularly(config: Config): Promise<void> {
  const connection = await Connection.connect(temporalConnectionOptions(config));
  try {
    await scheduleReconciliation(new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }), {
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      everyMs: config.PAYMENT_RECONCILIATION_SECONDS * 1000,
    });
  } finally {
    await connection.close();
  }
}

/** Makes the schedule, or brings the one that is there up to date. Any number of workers may do so at once. */
export async function scheduleReconciliation(client: Client, plan: ReconciliationSchedule): Promise<void> {
  const scheduleId = reconciliationScheduleId(plan.taskQueue);
  const options = optionsOf(scheduleId, plan);
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = options;
    // What operators decided by hand, such as a pause, stays.
    await client.schedule
      .getHandle(scheduleId)
      .update(({ state }) => ({ spec, action, policies: policies ?? {}, state }));
  }
}

function optionsOf(
  scheduleId: string,
  { taskQueue, everyMs }: ReconciliationSchedule,
): ScheduleOptions & { action: { args: [Reconciliation] } } {
  return {
    scheduleId,
    spec: { intervals: [{ every: everyMs }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: {
      type: 'startWorkflow',
      workflowType: reconcilePaymentsType,
      workflowId: scheduleId,
      taskQueue,
      args: [{ silenceMs: Math.min(everyMs, longestSilenceMs) }],
    },
  };
}
