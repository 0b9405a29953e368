import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import type { Config } from '../config.ts';
import { type BackstopInput, backstopType } from '../workflows/backstop/contract.ts';
import { reconcilePaymentsType, type Reconciliation } from '../workflows/payments/contract.ts';
import { retentionType } from '../workflows/personal-data/contract.ts';

/** A webhook that is under way should not be overtaken. */
const longestSilenceMs = 3 * 60_000;

type Schedule = ScheduleOptions & { action: { args: unknown[] } };

/**
 * Makes the schedules that the settings ask for, or brings those that are there up to date. Any number of workers may do so at
 * once.
 */
export async function keepSchedules(client: Client, config: Config): Promise<void> {
  if (config.STRIPE_SECRET_KEY !== undefined) await keep(client, reconciliation(config));
  await keep(client, backstop(config));
  await keep(client, retention(config));
}

async function keep(client: Client, schedule: Schedule): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { scheduleId, spec, action, policies = {} } = schedule;
    // What operators decided by hand, such as a pause, stays.
    const handle = client.schedule.getHandle(scheduleId);
    await handle.update(({ state }) => ({ spec, action, policies, state }));
  }
}

/** Payments whose webhook never came are asked about every so often. */
function reconciliation(config: Config): Schedule {
  const everyMs = config.PAYMENT_RECONCILIATION_SECONDS * 1000;
  const workflow = { taskQueue: config.TEMPORAL_TASK_QUEUE, workflowType: reconcilePaymentsType };
  const input: Reconciliation = { silenceMs: Math.min(everyMs, longestSilenceMs) };
  // One for each task queue, which is one for each installation.
  const scheduleId = `reconcile-payments-${workflow.taskQueue}`;
  return {
    scheduleId,
    spec: { intervals: [{ every: everyMs }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: { type: 'startWorkflow', workflowId: scheduleId, args: [input], ...workflow },
  };
}

/** Each minute; a minute that was missed is not made up for, since each run heals all that it finds. */
function backstop(config: Config): Schedule {
  const workflow = { taskQueue: config.TEMPORAL_TASK_QUEUE, workflowType: backstopType };
  const input: BackstopInput = { quietMs: 30_000 };
  const scheduleId = `backstop-${workflow.taskQueue}`;
  return {
    scheduleId,
    spec: { intervals: [{ every: '1 minute' }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: { type: 'startWorkflow', workflowId: scheduleId, args: [input], ...workflow },
  };
}

/** At night, when nobody waits; a day that was missed is not made up for, since each run erases everything that is due. */
function retention(config: Config): Schedule {
  const workflow = { taskQueue: config.TEMPORAL_TASK_QUEUE, workflowType: retentionType };
  const scheduleId = `retention-${workflow.taskQueue}`;
  return {
    scheduleId,
    spec: { calendars: [{ hour: 3, minute: 17 }], timezone: 'Europe/Paris' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    action: { type: 'startWorkflow', workflowId: scheduleId, args: [], ...workflow },
  };
}
