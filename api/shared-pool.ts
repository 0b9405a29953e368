import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Pool, QueryConfig } from 'pg';
import type { Database } from '../db/database.ts';

/** As much of a connection pool as the session store and the rate limiter use. */
export type QueryPool = Pick<Pool, 'query'>;

/**
 * Lends the database's own pool to libraries that speak `pg`, so that `DATABASE_POOL_SIZE` bounds all connections. The pool
 * exists only once something connects, hence the detour through a promise. The few statements that these libraries repeat
 * are prepared once on each connection: the session's is run by every request of a trainee.
 */
export function sharedPool(db: Database): QueryPool {
  const names = new Map<string, string>();
  const query = async (statement: string | QueryConfig, values: unknown[] = []): Promise<unknown> => {
    const connection: PostgreSqlConnection = db.em.getConnection();
    const pool = await connection.getNativeClient();
    if (typeof statement !== 'string') return await pool.query(statement);
    return await pool.query({ name: nameOf(names, statement), text: statement, values });
  };
  return { query: query as Pool['query'] };
}

function nameOf(names: Map<string, string>, text: string): string {
  const known = names.get(text) ?? `shared-${names.size}`;
  names.set(text, known);
  return known;
}
