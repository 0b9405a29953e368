import type { Response } from 'express';
import type { DossierState } from '../../domain/dossier/states.ts';

/** A version of a dossier, as it is announced. */
export interface DossierChange {
  number: string;
  version: number;
  state: DossierState;
}

/** Who holds a stream open: their account, their session, and when that ends at the latest (epoch milliseconds). */
export interface StreamOwner {
  accountId: string;
  sessionId: string;
  endsAt: number;
}

/** How a browser waits before it connects again, in milliseconds. */
const retryMs = 2_000;

/**
 * One open answer of server-sent events about one dossier. Holds at most one change back: while the reader does not read, a
 * later version takes the place of an earlier one, so that a slow reader costs no memory.
 */
export class DossierStream {
  readonly number: string;
  readonly owner: StreamOwner;
  private readonly res: Response;
  private version: number;
  private pending: DossierChange | null = null;

  /** @param version the version that the reader knows already */
  constructor(res: Response, number: string, owner: StreamOwner, version: number) {
    this.res = res;
    this.number = number;
    this.owner = owner;
    this.version = version;
    res.on('drain', () => this.flush());
    res.write(`retry: ${retryMs}\n\n`);
  }

  /** Announces a version, unless the reader knows it or a later one. */
  announce(change: DossierChange): void {
    if (change.version <= Math.max(this.version, this.pending?.version ?? 0)) return;
    this.pending = change;
    if (!this.res.writableNeedDrain) this.flush();
  }

  /** Says nothing, so that everything between here and the reader keeps the connection. */
  beat(): void {
    if (!this.res.writableNeedDrain) this.res.write(': \n\n');
  }

  /** Ends the answer. */
  end(): void {
    this.res.end();
  }

  private flush(): void {
    const change = this.pending;
    if (change === null) return;
    this.pending = null;
    this.version = change.version;
    this.res.write(`id: ${change.version}\nevent: dossier\ndata: ${JSON.stringify(change)}\n\n`);
  }
}
