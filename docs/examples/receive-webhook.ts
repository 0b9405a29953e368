import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** What is told: read the rest from the API, with your own key. */
export interface DossierEvent {
  type: string;
  timestamp: string;
  data: { number?: string; state?: string; version?: number; challenge?: string };
}

/**
 * Receives webhooks: checks the signature over the body's own bytes, gives a challenge back, answers at once, and takes each
 * message once.
 * @param seen remembers message ids; keep them in your database, for a week
 */
export function createReceiver(
  secret: string,
  seen: { has(id: string): boolean; add(id: string): unknown },
  take: (event: DossierEvent) => void,
): Server {
  const webhook = new Webhook(secret);
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        const headers = request.headers as Record<string, string>;
        const event = webhook.verify(Buffer.concat(chunks).toString('utf8'), headers) as DossierEvent;
        if (event.type === 'webhook.challenge') {
          response.writeHead(200).end(event.data.challenge);
          return;
        }
        const id = headers['webhook-id'] ?? '';
        if (!seen.has(id)) take(event);
        seen.add(id);
        response.writeHead(204).end();
      } catch {
        response.writeHead(400).end();
      }
    });
  });
}
