import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { queries } from '../../db/database.ts';
import { hashPassword } from '../../db/people/passwords.ts';
import type { MemberRole } from '../../domain/organisation/permissions.ts';
import type { TestApi } from './api.ts';
import { ApiClient } from './api-client.ts';

/** A member of an organisation who is logged in. */
export interface TestMember {
  id: string;
  email: string;
  password: string;
  client: ApiClient;
  /** The secret of their second factor, when they have one. */
  secret: string | null;
  recoveryCodes: readonly string[];
}

/** A password that the rules allow; hashed once, since that takes its time. */
export const memberPassword = 'Pommier-Bleu-2026!';
let passwordHash: Promise<string> | undefined;

/** Writes a member who accepted their invitation, logs them in, and enrols a second factor when one is wanted. */
export async function aMember(
  api: TestApi,
  organisationId: string,
  { role = 'administrator', secondFactor = false }: { role?: MemberRole; secondFactor?: boolean } = {},
): Promise<TestMember> {
  const id = randomUUID();
  const email = `${id}@organisme.test`;
  passwordHash ??= hashPassword(memberPassword);
  await sql`
    insert into organisation_members (id, organisation_id, email, name, role, status, password_hash, sessions_from)
    values (${id}, ${organisationId}, ${email}, 'Dominique Membre', ${role}, 'active', ${await passwordHash},
      now() - interval '1 day')`.execute(queries(api.db.em.fork()));
  const client = new ApiClient(api);
  const login = await client.logInMember({ email, password: memberPassword });
  if (login.status !== 200) throw new Error(`login answered ${login.status} ${login.text}`);
  const factor = secondFactor ? await enrol(client, memberPassword) : { secret: null, recoveryCodes: [] };
  return { id, email, password: memberPassword, client, ...factor };
}

/** Enrols a second factor as a person does: gives the password, reads the secret, types the app's code. */
export async function enrol(client: ApiClient, password: string, now = Date.now()) {
  const begun = await client.post('/api/organisation/second-factor', { password });
  const { secret } = begun.json;
  const code = codeOf(secret, now);
  const confirmed = await client.send('PUT', '/api/organisation/second-factor', { body: { code } });
  if (confirmed.status !== 200) throw new Error(`enrolment answered ${confirmed.status} ${confirmed.text}`);
  client.keepToken(await client.get('/api/organisation/session'));
  return { secret, recoveryCodes: confirmed.json.recoveryCodes };
}

/** What an authenticator app shows at an instant. */
export function codeOf(secret: string, now = Date.now()): string {
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now });
}
