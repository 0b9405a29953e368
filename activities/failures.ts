/** Classes of SQLSTATE that say that what was asked is wrong, whenever it is asked again: data, integrity, syntax, rules of ours. */
const lastingClasses = ['22', '23', '42', 'P0'];

/**
 * A code for an error that comes again however often the same is tried: a constraint of the database, or a fault in our own code.
 * Null for an outage, which ends. Nothing of what was sent is in the code.
 */
export function brokenInvariant(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const state = (error as { code?: unknown }).code;
  if (typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state)) {
    const { constraint } = error as { constraint?: string };
    return lastingClasses.includes(state.slice(0, 2)) ? `sqlstate_${state} ${constraint ?? ''}`.trim() : null;
  }
  const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return isOurs ? error.name : null;
}
