import { randomUUID } from 'node:crypto';

/** An answer that was not the one hoped for, with the problem document's words. */
export class DemoRequestError extends Error {
  override readonly name = 'DemoRequestError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A dossier's view, as far as the demo reads it. */
export interface DemoDossier {
  number: string;
  state: string;
  label: string;
  description: string;
  training: { title: string };
  deadline: { at: string } | null;
  amounts: { priceCents: number; rightsCents: number; remainderCents: number };
  changes: { field: string; before: string | number | null; after: string | number | null }[];
  payment: { refunds: { status: string }[] } | null;
  actions: string[];
}

/** Talks to the JSON API as one person or one organisation, as any client would. */
export class DemoClient {
  private readonly baseUrl: string;
  /** Who this is, for a load that sends its own requests. */
  readonly headers: Readonly<Record<string, string>>;

  private constructor(baseUrl: string, headers: Record<string, string>) {
    this.baseUrl = baseUrl;
    this.headers = headers;
  }

  /** As an organisation's software, by its key. */
  static asOrganisation(baseUrl: string, apiKey: string): DemoClient {
    return new DemoClient(baseUrl, { authorization: `Bearer ${apiKey}` });
  }

  /** As a trainee, by NIR and password: keeps the cookie and the CSRF token. */
  static async asTrainee(
    baseUrl: string,
    credentials: { nir: string; password: string },
  ): Promise<DemoClient> {
    const response = await fetch(`${baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nir: credentials.nir, password: credentials.password }),
    });
    const { csrfToken } = (await answerOf(response)) as { csrfToken: string };
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return new DemoClient(baseUrl, { cookie, 'x-csrf-token': csrfToken });
  }

  /** Reads. */
  async get<T = DemoDossier>(path: string): Promise<T> {
    return (await answerOf(await fetch(this.baseUrl + path, { headers: this.headers }))) as T;
  }

  /** Opens an answer that is read as it comes. */
  async open(path: string): Promise<Response> {
    return await fetch(this.baseUrl + path, { headers: this.headers });
  }

  /** Writes; the key makes a repetition the same request. */
  async post<T = DemoDossier>(path: string, body: unknown = {}, idempotencyKey?: string): Promise<T> {
    return await this.write<T>('POST', path, body, idempotencyKey);
  }

  /** Deletes. */
  async delete(path: string, idempotencyKey?: string): Promise<void> {
    await this.write('DELETE', path, undefined, idempotencyKey);
  }

  /** A receipt (202) says that no worker answered in time: the same key asks again what became of the message. */
  private async write<T>(
    method: string,
    path: string,
    body: unknown,
    key: string = randomUUID(),
  ): Promise<T> {
    for (;;) {
      const response = await fetch(this.baseUrl + path, {
        method,
        headers: {
          ...this.headers,
          'idempotency-key': key,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = await answerOf(response);
      if (response.status !== received) return answer as T;
    }
  }
}

const received = 202;

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const json: unknown = text === '' ? null : JSON.parse(text);
  if (response.ok) return json;
  const { code = 'unknown', title = '', detail = '' } = (json ?? {}) as Record<string, string>;
  throw new DemoRequestError(response.status, code, `${response.status} ${code}: ${title} ${detail}`.trim());
}
