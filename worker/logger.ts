import { DefaultLogger, type Logger, type LogLevel } from '@temporalio/worker';
import type { Logger as Pino } from 'pino';

/** Fields of Temporal's own log lines that are passed on: ids and types, never payloads. */
const passedOn = [
  'workflowId',
  'runId',
  'workflowType',
  'activityType',
  'activityId',
  'attempt',
  'taskQueue',
];
const ours = ['refused', 'state', 'broken'];

const levels: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** Sends what the Temporal SDK logs to our log, by an allow-list of fields. */
export function temporalLogger(log: Pino): Logger {
  return new DefaultLogger('INFO', ({ level, message, meta }) => {
    const fields = Object.entries(meta ?? {}).filter(
      ([name]) => passedOn.includes(name) || ours.includes(name),
    );
    const error: unknown = meta?.['error'];
    const failure = error instanceof Error ? { error: error.name } : {};
    log[levels[level]]({ ...Object.fromEntries(fields), ...failure }, message);
  });
}
