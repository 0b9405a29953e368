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
  private readonly cookies = new Map<string, string>();

  constructor(api: Pick<TestApi, 'baseUrl'>, headers: Record<string, string> = {}) {
    this.api = api;
    this.headers = { ...headers };
  }

  /** The session's cookie as it would be sent. */
  get sessionCookie(): string | null {
    const value = this.cookies.get('session');
    return value === undefined ? null : `session=${value}`;
  }

  async send(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
    const isReady = typeof body === 'string' || body instanceof Buffer;
    const response = await fetch(`${this.api.baseUrl}${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader() }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isReady ? body : JSON.stringify(body) }),
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
  async logIn({ nir, password }: { nir: string; password: string }): Promise<Answer> {
    const answer = await this.post('/api/session', { nir, password });
    if (answer.status === 200) this.headers['x-csrf-token'] = answer.json.csrfToken;
    return answer;
  }

  /** Logs a member of an organisation in; gives the answer to the password. */
  async logInMember({ email, password }: { email: string; password: string }): Promise<Answer> {
    return this.keepToken(await this.post('/api/organisation/session', { email, password }));
  }

  /** Sends a token that an answer holds with every request from then on. */
  keepToken(answer: Answer): Answer {
    const { csrfToken } = answer.json;
    if (typeof csrfToken === 'string') this.headers['x-csrf-token'] = csrfToken;
    return answer;
  }

  /** The second step of a login; the token goes with every request from then on. */
  async secondStep(code: string): Promise<Answer> {
    const answer = await this.post('/api/session/second-factor', { code });
    if (answer.status === 200) this.headers['x-csrf-token'] = answer.json.csrfToken;
    return answer;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
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
