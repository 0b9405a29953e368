import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { type Config, temporalConnectionOptions } from '../config.ts';
import { retentionType } from '../workflows/personal-data/contract.ts';

/** The schedule's id; one for each task queue, which is one for each installation. */
export function retentionScheduleId(taskQueue: string): string {
  return `retention-${taskQueue}`;
}

/** Makes the schedule that erases daily what has been kept long enough, unless it is there. Any number of workers may do so at once. */
export async function retainRegularly(config: Config): Promise<void> {
  const connection = await Connection.connect(temporalConnectionOptions(config));
  try {
    const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
    await client.schedule.create(retentionSchedule(config.TEMPORAL_TASK_QUEUE));
  } catch (error) {
    // What operators decided by hand, such as a pause, stays.
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  } finally {
    await connection.close();
  }
}

/** At night, when nobody waits; a day that was missed is not made up for, since each run erases everything that is due. */
export function retentionSchedule(taskQueue: string): ScheduleOptions {
  const scheduleId = retentionScheduleId(taskQueue);
  return {
    scheduleId,
    spec: { calendars: [{ hour: 3, minute: 17 }], timezone: 'Europe/Paris' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    action: {
      type: 'startWorkflow',
      workflowType: retentionType,
      workflowId: scheduleId,
      taskQueue,
      args: [],
    },
  };
}
