import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { ConfigError, readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { createApp } from './app.ts';
import { requestLimitMs } from './http/limits.ts';
import { safeError } from './http/safe-error.ts';
import { LiveUpdates } from './live/live-updates.ts';
import { openTemporal } from './temporal.ts';

const headersLimitMs = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino({ level: config.LOG_LEVEL, base: { service: 'api' }, serializers: { err: safeError } });
  const db = await openDatabase({ url: config.DATABASE_URL, poolSize: config.DATABASE_POOL_SIZE });
  const temporal = openTemporal(config);
  const live = new LiveUpdates({ db, databaseUrl: config.DATABASE_URL, logger });
  const clock = { now: () => Date.now() };

  const server = createServer(createApp({ db, temporal, config, clock, logger, live }));
  server.requestTimeout = requestLimitMs;
  server.headersTimeout = headersLimitMs;
  await listen(server, config.PORT, config.HOST);
  logger.info({ address: server.address() }, 'listening');

  await stopSignal();
  logger.info('stopping');
  await live.close();
  await finishRequests(server);
  await temporal.connection.close();
  await db.close(true);
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

/** Takes no new request and lets the running ones end; none lasts longer than the limit of a request. */
async function finishRequests(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), requestLimitMs);
  await closed;
  clearTimeout(force);
}

try {
  await main();
} catch (error) {
  const message = error instanceof ConfigError ? error.message : JSON.stringify(safeError(error));
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
