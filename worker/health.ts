import { createServer, type Server } from 'node:http';

/** What the worker says of itself. */
export type WorkerHealth = () => { alive: boolean; ready: boolean };

/** Serves `/healthz` and `/readyz` of the worker, for container health checks. */
export async function serveHealth(port: number, host: string, health: WorkerHealth): Promise<Server> {
  const server = createServer((request, response) => {
    const { alive, ready } = health();
    const good = request.url === '/readyz' ? ready : alive;
    response.writeHead(good ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: good ? 'ok' : 'unavailable' }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
