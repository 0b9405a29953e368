import type { Answer, ApiClient } from './api-client.ts';
import { aPdf } from './files.ts';

/** A file to send as a proof. */
export interface SentFile {
  content?: Buffer;
  type?: string;
  name?: string;
  reason?: string;
  key?: string;
}

/** Sends a proof: a PDF for a stop of transport, unless said otherwise. */
export async function sendProof(client: ApiClient, number: string, file: SentFile = {}): Promise<Answer> {
  const { content = aPdf(), type = 'application/pdf', name, reason = 'transport_stopped', key } = file;
  return await client.send('POST', `/api/dossiers/${number}/documents?reason=${reason}`, {
    body: content,
    headers: {
      'content-type': type,
      ...(name === undefined ? {} : { 'x-file-name': encodeURIComponent(name) }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  });
}
