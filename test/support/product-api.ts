import { readConfig } from '../../config.ts';
import { createNirVault } from '../../db/nir-vault.ts';
import type { TestApi } from './api.ts';
import type { TestDatabase } from './database.ts';
import type { Product } from './product.ts';

/** Lets the factories of people and dossiers work on the product's own processes instead of an API within the test. */
export function apiOfProduct(product: Product, database: Pick<TestDatabase, 'db'>, baseUrl: string): TestApi {
  const config = readConfig(product.env);
  const vault = createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY });
  const { TEMPORAL_TASK_QUEUE: taskQueue } = config;
  return { baseUrl, db: database.db, config, vault, taskQueue, live: null, stop: () => product.stop() };
}
