import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/dossier/search-attributes.ts';

/** Temporal's numbers for the types (`IndexedValueType`). */
const typeCodes = { KEYWORD: 2, DATETIME: 6 } as const;

/** The search attributes as the `temporal` command takes them: `Name=Type`. */
export const searchAttributeFlags: readonly string[] = Object.values(searchAttributes).map(
  ({ name, type }) => `${name}=${type === 'DATETIME' ? 'Datetime' : 'Keyword'}`,
);

/** Registers the search attributes that a server lacks: one that was started elsewhere, or before an attribute was added. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const known = Object.keys(customAttributes ?? {});
  await addSearchAttributes(connection, namespace, known);
}

/**
 * Registers the search attributes but those named as known. The time-skipping test server needs this call before the first
 * workflow that sets one, and cannot list what it has.
 */
export async function addSearchAttributes(
  connection: Pick<Connection, 'operatorService'>,
  namespace = 'default',
  known: readonly string[] = [],
): Promise<void> {
  const missing = Object.values(searchAttributes).filter(({ name }) => !known.includes(name));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, typeCodes[type]])),
  });
}
