const units: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
};

/** Reads a duration as the product's workflows write it (`20 seconds`), in milliseconds. Throws for any other. */
export function milliseconds(text: string): number {
  const [count = '', unit = ''] = text.split(' ');
  const length = units[unit.replace(/s$/, '')];
  if (length === undefined) throw new Error(`not a duration: ${text}`);
  return Number(count) * length;
}
