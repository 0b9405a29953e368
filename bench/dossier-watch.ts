import type { DemoClient } from '../dev/demo-client.ts';

/** A dossier's stream of versions, as its page listens to it. */
export class DossierWatch {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private text = '';

  private constructor(body: ReadableStream<Uint8Array>) {
    this.reader = body.getReader();
  }

  /** Opens it and waits for the present version. */
  static async open(trainee: DemoClient, number: string): Promise<DossierWatch> {
    const response = await trainee.open(`/api/dossiers/${number}/stream`);
    if (!response.ok || response.body === null) throw new Error(`The stream answered ${response.status}`);
    const watch = new DossierWatch(response.body);
    await watch.until('');
    return watch;
  }

  /** Waits until a version in a state is announced; in any state when it is empty. */
  async until(state: string): Promise<void> {
    const wished = state === '' ? '"state":' : `"state":"${state}"`;
    while (!this.text.includes(wished)) {
      const { done, value } = await this.reader.read();
      if (done) throw new Error(`The stream ended before ${wished}`);
      this.text += this.decoder.decode(value, { stream: true });
    }
  }

  /** Goes away, as a closed tab does. */
  async close(): Promise<void> {
    await this.reader.cancel();
  }
}
