import type { TestApi } from './api.ts';
import type { Json } from './api-document.ts';
import type { TestTrainee } from './api-people.ts';

/** An answer, its body read; `json` is empty where there is none. */
export interface Answer {
  /** The address that was asked. */
  readonly path: string;
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

  /** Where the API answers. */
  get baseUrl(): string {
    return this.api.baseUrl;
  }

  /** The cookies as they would be sent; null before there are any. */
  get sessionCookie(): string | null {
    return this.cookies.size === 0 ? null : [...this.cookies.values()].join('; ');
  }

  /** The token that goes with writes; undefined before logging in. */
  get csrfToken(): string | undefined {
    return this.headers['x-csrf-token'];
  }

  async send(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
    const isForm = body instanceof URLSearchParams || body instanceof FormData;
    const isReady = typeof body === 'string' || body instanceof Buffer || isForm;
    const response = await fetch(`${this.api.baseUrl}${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(this.sessionCookie === null ? {} : { cookie: this.sessionCookie }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isReady ? body : JSON.stringify(body) }),
      // A redirection is an answer of its own here.
      redirect: 'manual',
    });
    this.keepCookie(response.headers);
    const answer = await read(response, path);
    // A form that was not taken is shown by the page that it leads to, and that page is the answer to it.
    const shownAt = isForm ? shownAgainAt(answer) : null;
    return shownAt === null ? answer : await this.send('GET', shownAt, { headers });
  }

  /** The status of an answer that does not end by itself. */
  async statusOf(path: string): Promise<number> {
    const response = await this.open(path);
    await response.body?.cancel();
    return response.status;
  }

  /** Opens an answer without reading it. */
  async open(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await fetch(`${this.api.baseUrl}${path}`, {
      headers: {
        ...this.headers,
        ...(this.sessionCookie === null ? {} : { cookie: this.sessionCookie }),
        ...headers,
      },
    });
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

  private keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [cookie = ''] = line.split(';');
      this.cookies.set(cookie.split('=')[0] ?? '', cookie);
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

/** Where a form that was not taken is shown again; null for any other answer. */
function shownAgainAt({ status, headers }: Pick<Answer, 'status' | 'headers'>): string | null {
  const location = headers.get('location') ?? '';
  return status === 303 && /^\/[^?]*\?(?:.*&)?saisie=/.test(location) ? location : null;
}

async function read(response: Response, path: string): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const json = (isJson && text !== '' ? JSON.parse(text) : {}) as Json;
  return { path, status: response.status, headers: response.headers, text, json };
}
