import { expect } from '@jest/globals';

/** One server-sent event. */
export interface ReadEvent {
  id: string;
  event: string;
  data: { number: string; version: number; state: string };
}

/** Reads server-sent events off an answer, one at a time. */
export class EventReader {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private text = '';

  constructor(response: Response) {
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    if (response.body === null) throw new Error('the answer has no body');
    this.reader = response.body.getReader();
  }

  /** The next event; null when the answer has ended. Comments and settings are passed over. */
  async next(): Promise<ReadEvent | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const fields = fieldsOf(this.text.slice(0, end));
        this.text = this.text.slice(end + 2);
        if (fields.data !== undefined) {
          return {
            id: fields.id ?? '',
            event: fields.event ?? '',
            data: JSON.parse(fields.data) as ReadEvent['data'],
          };
        }
        continue;
      }
      const { done, value } = await this.reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) return null;
      this.text += this.decoder.decode(value, { stream: true });
    }
  }

  /** Goes away, as a closed tab does. */
  async close(): Promise<void> {
    await this.reader.cancel();
  }
}

function fieldsOf(block: string): Partial<Record<string, string>> {
  const lines = block.split('\n').filter((line) => !line.startsWith(':'));
  return Object.fromEntries(
    lines.map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
  );
}
