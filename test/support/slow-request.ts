import { request } from 'node:http';
import type { TestApi } from './api.ts';
import { ApiClient, type Answer } from './api-client.ts';

/** A form whose first half was sent. */
export interface SlowForm {
  /** Sends the rest. */
  finish(): Promise<{ status: number; location: string | null; cookie: string | null }>;
}

/**
 * Begins to send a form, and leaves it at half of its body.
 * @param client whose cookies go with it
 */
export function beginForm(
  api: Pick<TestApi, 'baseUrl'>,
  client: ApiClient,
  path: string,
  fields: Record<string, string>,
): SlowForm {
  const body = new URLSearchParams(fields).toString();
  const half = Math.floor(body.length / 2);
  const sending = request(`${api.baseUrl}${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
      cookie: client.sessionCookie ?? '',
    },
  });
  const answered = new Promise<Awaited<ReturnType<SlowForm['finish']>>>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      response.resume();
      const { statusCode: status = 0, headers } = response;
      const cookie = headers['set-cookie']?.find((line) => line.startsWith('session=')) ?? null;
      resolve({ status, location: headers.location ?? null, cookie: cookie?.split(';')[0] ?? null });
    });
  });
  sending.write(body.slice(0, half));
  return {
    finish: async () => {
      sending.end(body.slice(half));
      return await answered;
    },
  };
}

/** Who a cookie of a session opens an account to: 401 when to nobody. */
export async function whoIs(
  api: Pick<TestApi, 'baseUrl'>,
  cookie: string,
  path = '/api/session',
): Promise<Answer['status']> {
  return (await new ApiClient(api, { cookie }).get(path)).status;
}
