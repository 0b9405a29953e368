import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Pool, QueryConfig } from 'pg';
import type { Database } from '../db/database.ts';

/** As much of a connection pool as the session store and the rate limiter use. */
export type QueryPool = Pick<Pool, 'query'>;

/**
 * Lends the database's own pool to libraries that speak `pg`, so that `DATABASE_POOL_SIZE` bounds all connections. The pool
 * exists only once something connects, hence the detour through a promise.
 */
export function sharedPool(db: Database): QueryPool {
  const query = async (statement: string | QueryConfig, values: unknown[] = []): Promise<unknown> => {
    const connection: PostgreSqlConnection = db.em.getConnection();
    const pool = await connection.getNativeClient();
    return await (typeof statement === 'string' ? pool.query(statement, values) : pool.query(statement));
  };
  return { query: query as Pool['query'] };
}
