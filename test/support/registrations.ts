import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { codeOf } from '../../api/captchas/captchas.ts';
import { createCodeHash } from '../../db/accounts/code-hash.ts';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { ApiClient, type Answer } from './api-client.ts';
import type { TestApi } from './api.ts';
import { someNir } from './api-people.ts';
import { mailTo } from './mailbox.ts';

/** What a person types at the first steps. */
export interface Person {
  nir: string;
  birthName: string;
  email: string;
  password: string;
  language?: 'fr' | 'en';
}

/** The last steps, all right. */
export const aProfile = {
  phone: '06 12 34 56 78',
  address: { street: '12 rue des Lilas', complement: null, postcode: '69003', city: 'Lyon' },
  diploma: { level: 5, year: 2009 },
  category: 5,
  termsAccepted: true,
  termsVersion: '2026-01',
};

/** Somebody who has no account. */
export function aPerson(overrides: Partial<Person> = {}): Person {
  return {
    nir: someNir(),
    birthName: 'Kermadec',
    email: `${randomUUID()}@exemple.test`,
    password: 'Un été à Brest 42',
    ...overrides,
  };
}

/** A captcha whose code the test knows; good for ten days unless said, since tests skip time. */
export async function aCaptcha(
  { db, config }: TestApi,
  expiresAt = new Date(Date.now() + 10 * 86_400_000),
): Promise<{ id: string; text: string }> {
  const id = randomUUID();
  await sql`insert into captchas (id, expires_at) values (${id}, ${expiresAt})`.execute(
    queries(db.em.fork()),
  );
  const code = codeOf(createCodeHash(config.CODE_HASH_KEY), id).toLowerCase();
  return { id, text: `${code.slice(0, 3)} ${code.slice(3)}` };
}

/** The settings that send an API's mails to a mailbox. */
export function mailsTo(mailbox: Mailbox): Record<string, string> {
  return {
    RESEND_API_KEY: mailbox.apiKey,
    RESEND_BASE_URL: mailbox.url,
    MAIL_FROM: 'Dossiers <dossiers@exemple.test>',
  };
}

/** A registration as a browser goes through it. */
export class TestRegistration {
  readonly person: Person;
  readonly client: ApiClient;
  private readonly api: TestApi;
  private readonly mailbox: Mailbox;
  private known = '';

  constructor(api: TestApi, mailbox: Mailbox, person: Person = aPerson()) {
    this.api = api;
    this.mailbox = mailbox;
    this.person = person;
    this.client = new ApiClient(api);
  }

  get id(): string {
    return this.known;
  }

  get path(): string {
    return `/api/registrations/${this.known}`;
  }

  async begin(headers: Record<string, string> = {}): Promise<Answer> {
    const captcha = await aCaptcha(this.api);
    const answer = await this.client.post('/api/registrations', { ...this.person, captcha }, headers);
    this.known = answer.json.id;
    return answer;
  }

  /** The code of the newest mail, other than those that were read before. */
  async readCode(...before: string[]): Promise<string> {
    const mail = await mailTo(this.mailbox, this.person.email, ({ text }) => {
      const code = codeIn(text ?? '');
      return code !== null && !before.includes(code);
    });
    return codeIn(mail.text ?? '') ?? '';
  }

  async enter(
    code: string,
    client: ApiClient = this.client,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return await client.post(`${this.path}/email-code`, { code }, headers);
  }

  async again(headers: Record<string, string> = {}): Promise<Answer> {
    return await this.client.post(`${this.path}/email-code/again`, {}, headers);
  }

  async complete(overrides: Record<string, unknown> = {}, client: ApiClient = this.client): Promise<Answer> {
    return await client.send('PUT', `${this.path}/profile`, { body: { ...aProfile, ...overrides } });
  }

  /** Up to the last steps. */
  async prove(): Promise<Answer> {
    await this.begin();
    return await this.enter(await this.readCode());
  }
}

/** A code that is not this one. */
export function otherThan(code: string, offset = 1): string {
  return String((Number(code) + offset) % 1_000_000).padStart(6, '0');
}

function codeIn(text: string): string | null {
  return /^\d{6}$/m.exec(text)?.[0] ?? null;
}
