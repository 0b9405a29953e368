import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { testStack } from './stack.ts';
import { testSecrets } from './secrets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One process of the product that a test may kill. */
export interface ProductProcess {
  readonly name: string;
  readonly pid: number;
  /** Where it answers. */
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<number | null>;
}

/** The product's own processes, on a test's database and task queue. */
export class Product {
  readonly env: NodeJS.ProcessEnv;
  private readonly logs = mkdtempSync(join(tmpdir(), 'dossier-product-'));
  private readonly running = new Set<ChildProcess>();

  constructor(databaseUrl: string, settings: Record<string, string> = {}) {
    this.env = {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: testStack.temporalAddress,
      TEMPORAL_TASK_QUEUE: `product-${randomUUID()}`,
      WORKFLOW_BUNDLE_FILE: testStack.workflowBundle,
      PUBLIC_URL: 'http://localhost:3000',
      ...testSecrets(),
      ...settings,
    };
  }

  /** Starts a worker and waits until it polls. */
  async startWorker(): Promise<ProductProcess> {
    const port = String(await getPort());
    return await this.start('worker', 'worker/main.ts', { WORKER_PORT: port }, port);
  }

  /** Starts an API and waits until it is ready; on a given port when it takes the place of one that was killed. */
  async startApi(port?: number): Promise<ProductProcess> {
    const chosen = String(port ?? (await getPort()));
    return await this.start('api', 'api/server.ts', { PORT: chosen }, chosen);
  }

  /** Everything that the processes have written so far. */
  written(): string {
    return readdirSync(this.logs)
      .map((file) => readFileSync(join(this.logs, file), 'utf8'))
      .join('');
  }

  /** Ends what still runs, and deletes the logs. */
  async stop(): Promise<void> {
    await Promise.all([...this.running].map((child) => ended(child, 'SIGKILL')));
    rmSync(this.logs, { recursive: true, force: true });
  }

  private async start(
    name: string,
    script: string,
    settings: Record<string, string>,
    port: string,
  ): Promise<ProductProcess> {
    const child = spawn(process.execPath, [join(root, script)], {
      cwd: root,
      env: { ...this.env, ...settings },
    });
    const log = createWriteStream(join(this.logs, `${name}-${randomUUID()}.log`));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    const url = `http://127.0.0.1:${port}`;
    await this.ready(child, `${url}/readyz`);
    return {
      name,
      pid: child.pid ?? 0,
      url,
      kill: async () => void (await ended(child, 'SIGKILL')),
      stop: () => ended(child, 'SIGTERM'),
    };
  }

  private async ready(child: ChildProcess, url: string): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      if (child.exitCode !== null) throw new Error(`The process ended:\n${this.written()}`);
      const response = await fetch(url).catch(() => null);
      await response?.body?.cancel();
      if (response?.ok === true) return;
      await sleep(50);
    }
    throw new Error(`The process is not ready:\n${this.written()}`);
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return await exit;
}
