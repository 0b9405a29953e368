import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { LiveUpdates } from './live/live-updates.ts';

/** The time, so that tests may set it; `receivedAt` of every message comes from here. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Everything the API works with; built by `server.ts`, or by a test. */
export interface ApiDeps {
  readonly db: Database;
  readonly temporal: Client;
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Brings new states to open pages. */
  readonly live: LiveUpdates;
}
