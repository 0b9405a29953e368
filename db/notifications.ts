import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What a listener hears. */
export interface NotificationHandlers {
  /** A notification of one of the channels. */
  heard(channel: string, payload: string): void;
  /** The connection is there, for the first time or again: what was said before it was not heard. */
  connected(): void;
  /** The connection could not be made or was lost; it is tried again by itself. */
  lost(error: unknown): void;
}

const firstPauseMs = 200;
const longestPauseMs = 5_000;

/** Keeps one connection that listens to Postgres (`LISTEN`), and makes it again whenever it is lost, until it is closed. */
export class NotificationListener {
  private readonly url: string;
  private readonly channels: readonly string[];
  private readonly handlers: NotificationHandlers;
  private readonly stopped = new AbortController();
  private client: pg.Client | null = null;
  private running: Promise<void> | null = null;

  constructor(url: string, channels: readonly string[], handlers: NotificationHandlers) {
    this.url = url;
    this.channels = channels;
    this.handlers = handlers;
  }

  /** Starts listening; again without effect. Connects behind the caller's back. */
  start(): void {
    this.running ??= this.keepListening();
  }

  /** Stops listening and closes the connection. */
  async close(): Promise<void> {
    this.stopped.abort();
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async keepListening(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!this.stopped.signal.aborted) {
      try {
        await this.listenOnce(() => (pauseMs = firstPauseMs));
      } catch (error) {
        if (!this.stopped.signal.aborted) this.handlers.lost(error);
      }
      await sleep(pauseMs, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  /** Listens until the connection ends. */
  private async listenOnce(isConnected: () => void): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    this.client = client;
    const ended = new Promise<void>((resolve, reject) => {
      client.once('end', () => resolve());
      client.on('error', reject);
    });
    // Whatever happens first is awaited below; a failure before that must not count as unhandled.
    ended.catch(() => undefined);
    try {
      await client.connect();
      client.on('notification', ({ channel, payload = '' }) => this.handlers.heard(channel, payload));
      for (const channel of this.channels) await client.query(`listen ${channel}`);
      isConnected();
      this.handlers.connected();
      await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
