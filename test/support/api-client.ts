import type { TestApi } from './api.ts';
import type { Json } from './api-document.ts';
import type { TestTrainee } from './api-people.ts';

/** An answer, its body read; `json` is empty where there is none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** What to send beside method and path. */
export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sends requests to the API as one caller: keeps its cookies, adds its token or key. */
export class ApiClient {
  private readonly api: Pick<TestApi, 'baseUrl'>;
  private readonly headers: Record<string, string> = {};
  private cookie: string | null = null;

  constructor(api: Pick<TestApi, 'baseUrl'>, headers: Record<string, string> = {}) {
    this.api = api;
    this.headers = { ...headers };
  }

  /** The session's cookie as it would be sent. */
  get sessionCookie(): string | null {
    return this.cookie;
  }

  /** The token that goes with writes; undefined before logging in. */
  get csrfToken(): string | undefined {
    return this.headers['x-csrf-token'];
  }

  async send(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
    const isText = typeof body === 'string';
    const response = await fetch(`${this.api.baseUrl}${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    this.keepCookie(response.headers);
    return await read(response);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.send('GET', path, { headers });
  }

  async post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.send('POST', path, { body, headers });
  }

  /** Logs a trainee in, and sends the CSRF token with every request from then on. */
  async logIn({ nir, password }: Pick<TestTrainee, 'nir' | 'password'>): Promise<Answer> {
    const answer = await this.post('/api/session', { nir, password });
    if (answer.status === 200) this.headers['x-csrf-token'] = answer.json.csrfToken;
    return answer;
  }

  private keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) this.cookie = line.split(';')[0] ?? null;
  }
}

/** A client without any right. */
export function visitor(api: TestApi): ApiClient {
  return new ApiClient(api);
}

/** A client with an organisation's key. */
export function withKey(api: TestApi, key: string): ApiClient {
  return new ApiClient(api, { authorization: `Bearer ${key}` });
}

/** A client that is logged in as a trainee. */
export async function loggedIn(api: TestApi, trainee: TestTrainee): Promise<ApiClient> {
  const client = new ApiClient(api);
  const { status } = await client.logIn(trainee);
  if (status !== 200) throw new Error(`login answered ${status}`);
  return client;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const json = (isJson && text !== '' ? JSON.parse(text) : {}) as Json;
  return { status: response.status, headers: response.headers, text, json };
}
