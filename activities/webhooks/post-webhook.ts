import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { Webhook } from 'standardwebhooks';
import type { Attempt } from '../../db/webhooks/deliveries.ts';
import { readTarget, UnsafeTargetError } from '../../domain/webhooks/target.ts';
import { type Resolve, safeAddresses } from './safe-target.ts';

/** The longest an endpoint may take to answer, in milliseconds; connecting included. */
export const answerLimitMs = 10_000;
const excerptBytes = 500;

/** What is sent. */
export interface OutgoingWebhook {
  url: string;
  webhookId: string;
  /** The body, byte for byte. */
  payload: string;
  /** All sign: a receiver may still know the old one alone. */
  secrets: readonly string[];
  /** Epoch milliseconds: signed, so that an old message cannot be sent again by somebody else. */
  nowMs: number;
}

/** Where webhooks may go. */
export interface WebhookNetwork {
  /** `WEBHOOKS_ALLOW_PRIVATE`: for development and tests. */
  allowPrivate: boolean;
  resolve: Resolve;
}

/**
 * Sends a webhook once, signed by the Standard Webhooks specification. Never throws: what went wrong is in the result.
 * Redirects are not followed, since they could lead anywhere; of the answer's body a short excerpt is kept.
 */
export async function postWebhook(webhook: OutgoingWebhook, network: WebhookNetwork): Promise<Attempt> {
  const begin = performance.now();
  const took = () => Math.round(performance.now() - begin);
  try {
    const url = readTarget(webhook.url, network);
    const { status, excerpt } = await send(url, webhook, network);
    return { responseStatus: status, responseExcerpt: excerpt, durationMs: took(), failure: null };
  } catch (error) {
    return { responseStatus: null, responseExcerpt: null, durationMs: took(), failure: codeOf(error) };
  }
}

/** The three headers of the specification; a signature for each secret. */
export function webhookHeaders({ webhookId, payload, secrets, nowMs }: OutgoingWebhook) {
  const at = new Date(Math.floor(nowMs / 1000) * 1000);
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(webhookId, at, payload)).join(' '),
  };
}

async function send(url: URL, webhook: OutgoingWebhook, network: WebhookNetwork) {
  // One agent for one attempt: a connection kept open would outlive the check of its address.
  const agent = new Agent({ connect: { lookup: checkedLookup(network), timeout: answerLimitMs } });
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'dossier-formation-webhooks/1',
        ...webhookHeaders(webhook),
      },
      body: webhook.payload,
      signal: AbortSignal.timeout(answerLimitMs),
    });
    return { status: statusCode, excerpt: await excerptOf(body) };
  } finally {
    await agent.destroy();
  }
}

/** Connects only to addresses that were checked, whatever the name leads to a moment later. */
function checkedLookup(network: WebhookNetwork): LookupFunction {
  return (hostname, { all }, callback) => {
    safeAddresses(hostname, network).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = found;
        if (all === true || first === undefined) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, []),
    );
  };
}

async function excerptOf(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  let read = Buffer.alloc(0);
  for await (const chunk of body) {
    read = Buffer.concat([read, chunk]);
    if (read.length >= excerptBytes) break;
  }
  // Postgres stores no zero characters.
  const text = read.subarray(0, excerptBytes).toString('utf8').replaceAll('\0', '');
  return text === '' ? null : text;
}

function codeOf(error: unknown): string {
  if (error instanceof UnsafeTargetError) return error.reason;
  const { name, code, cause } = error as { name?: string; code?: string; cause?: unknown };
  if (cause instanceof UnsafeTargetError) return cause.reason;
  if (name === 'TimeoutError' || code?.includes('TIMEOUT') === true) return 'timeout';
  return typeof code === 'string' ? code.toLowerCase() : 'no_answer';
}
