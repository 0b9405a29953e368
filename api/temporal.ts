import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { type Config, temporalConnectionOptions } from '../config.ts';

/** Few: a person waits for the answer, and `readyz` is to say soon that Temporal is away. */
const attempts = 3;

/** Makes a client of the configured Temporal. Connects at the first call, so that the API starts while Temporal is down. */
export function openTemporal(config: Config): Client {
  const connection = Connection.lazy({
    ...temporalConnectionOptions(config),
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: attempts }))],
  });
  return new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
}
