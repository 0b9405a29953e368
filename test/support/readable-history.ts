/** Writes an exported history as text; payloads are bytes, and are written as the text that they hold. */
export function readable(exported: object): string {
  return JSON.stringify(exported, (_key, value: unknown) => {
    if (ArrayBuffer.isView(value))
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
    const bytes = value as { type?: string; data?: number[] } | null;
    return bytes?.type === 'Buffer' && Array.isArray(bytes.data) ? Buffer.from(bytes.data).toString() : value;
  });
}
