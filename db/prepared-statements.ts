import type { Pool, PoolClient } from 'pg';

/** Statements with more texts than this are made by the application itself (imports, lists of values) and not repeated. */
const mostStatements = 200;

/**
 * Lets every connection of a pool prepare the statements that it repeats: Postgres then parses and plans each once, which for
 * the short statements of a dossier is most of their cost.
 */
export function prepareStatements(pool: Pool): void {
  const names = new Map<string, string>();
  pool.on('connect', (client) => prepareOn(client, names));
}

function prepareOn(client: PoolClient, names: Map<string, string>): void {
  const plain = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const query = (...parameters: unknown[]): unknown => {
    const [text, values, ...rest] = parameters;
    const isRepeatable = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = isRepeatable ? nameOf(names, text) : null;
    return name === null ? plain(...parameters) : plain({ name, text, values: values as unknown[] }, ...rest);
  };
  client.query = query as PoolClient['query'];
}

function nameOf(names: Map<string, string>, text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= mostStatements) return null;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
