import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { visitor } from '../support/api-client.ts';
import type { TestApi } from '../support/api.ts';
import { aCast } from '../support/api-dossiers.ts';
import { aMember, codeOf, type TestMember } from '../support/api-members.ts';
import { mailTo } from '../support/mailbox.ts';
import { type MemberWorld, members, startMemberWorld } from '../support/member-world.ts';
import { html, submitForm } from '../support/page-forms.ts';

const removal = '/api/organisation/second-factor/removal';
const wrongPassword = 'Faux-mot-de-passe-1';
let world: MemberWorld;
let api: TestApi;
let organisationId: string;

beforeAll(async () => {
  world = await startMemberWorld();
  ({ api, organisationId } = world);
});
afterAll(() => world.stop());

const aProtectedMember = () => aMember(api, organisationId, { secondFactor: true });
/** The code of the enrolment is used up: the next one is taken already. */
const nextCode = ({ secret }: TestMember) => codeOf(secret ?? '', Date.now() + 30_000);
const mailsOff = ({ email }: TestMember) =>
  world.mailbox.mails(email).filter(({ subject }) => subject === 'Double authentification désactivée');

test('an app is told which access, and of which organisation, a member’s codes are for', async () => {
  const member = await aMember(api, organisationId);
  const begun = await member.client.post('/api/organisation/second-factor', { password: member.password });
  const [, label = ''] = /^otpauth:\/\/totp\/Dossier%20formation:([^?]*)\?/.exec(begun.json.uri ?? '') ?? [];
  expect(decodeURIComponent(label)).toBe(`${member.email} (Organisme d’essai)`);
});

describe('turning a member’s second factor off', () => {
  test('asks for the password and a code, uses no code up without the password, and is told by mail', async () => {
    const member = await aProtectedMember();
    const { client, password } = member;
    const code = nextCode(member);
    const missing = await client.post(removal, { code });
    expect([missing.status, missing.json.errors.map(({ path }) => path)]).toEqual([422, ['password']]);
    const guessed = await client.post(removal, { password: wrongPassword, code });
    expect([guessed.status, guessed.json.code]).toEqual([401, 'invalid_member_credentials']);
    const wrong = await client.post(removal, { password, code: '000000' });
    expect([wrong.status, wrong.json.code]).toEqual([401, 'second_factor_invalid']);
    const before = client.sessionCookie;
    expect((await client.post(removal, { password, code })).status).toBe(204);
    expect(client.sessionCookie).not.toBe(before);
    const again = await client.post(removal, { password, code: member.recoveryCodes[0] });
    expect([again.status, again.json.code]).toEqual([409, 'second_factor_off']);
    const mail = await mailTo(world.mailbox, member.email, ({ subject }) => /désactivée/.test(subject));
    expect(mail.text).toContain('Organisme d’essai');
    expect((await visitor(api).logInMember(member)).json).toMatchObject({ status: 'logged_in' });
  });

  test('ends at once what needs one, wherever the member is logged in', async () => {
    const cast = await aCast(api);
    const member = await aMember(api, cast.organisation.id, { role: 'agent', secondFactor: true });
    const elsewhere = visitor(api);
    await elsewhere.logInMember(member);
    const [recovery, other] = member.recoveryCodes;
    elsewhere.keepToken(
      await elsewhere.post('/api/organisation/session/second-factor', { code: nextCode(member) }),
    );
    const publishers = [member.client, elsewhere];
    const publish = async () => {
      const answers = publishers.map((client) =>
        client.send('PATCH', `/api/organisation/sessions/${cast.sessionId}`, { body: {} }),
      );
      return (await Promise.all(answers)).map(({ status, json }) => [status, json.code]);
    };
    expect((await publish()).map(([status]) => status)).toEqual([200, 200]);
    // Of two at once, one alone does it.
    const answers = await Promise.all(
      [recovery, other].map((code) => member.client.post(removal, { password: member.password, code })),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await publish())[1]).toEqual([401, 'authentication_required']);
    await elsewhere.logInMember(member);
    expect((await publish())[1]).toEqual([403, 'second_factor_required']);
    await mailTo(world.mailbox, member.email);
    expect(mailsOff(member)).toHaveLength(1);
  });

  test('slows guesses of the password like those of a login', async () => {
    const member = await aProtectedMember();
    const { client, password } = member;
    const code = nextCode(member);
    for (let count = 0; count < 5; count += 1) await client.post(removal, { password: wrongPassword, code });
    const right = await client.post(removal, { password, code });
    expect([right.status, right.json.code]).toEqual([429, 'too_many_attempts']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('is told by mail too when an administrator does it', async () => {
    const member = await aProtectedMember();
    const path = `${members}/${member.id}/second-factor`;
    expect((await world.administrator.client.send('DELETE', path)).status).toBe(204);
    await mailTo(world.mailbox, member.email, ({ subject }) => /désactivée/.test(subject));
    expect((await world.administrator.client.send('DELETE', path)).status).toBe(204);
    expect(mailsOff(member)).toHaveLength(1);
  });

  test('stands on a page, each error beside its field', async () => {
    const member = await aProtectedMember();
    const page = '/organisme/double-authentification';
    const remove = (password: string, code: string) =>
      submitForm(member.client, page, 'retrait', { password, code });
    const code = nextCode(member);
    expect((await remove('', code)).text).toContain('id="password-error"');
    const guessed = await remove(wrongPassword, code);
    expect([guessed.status, guessed.text.includes('id="password-error"')]).toEqual([401, true]);
    const wrong = await remove(member.password, '000000');
    expect([wrong.status, wrong.text.includes('id="code-error"')]).toEqual([401, true]);
    expect(wrong.text).not.toContain(member.password);
    const done = await remove(member.password, code);
    expect([done.status, done.headers.get('location')]).toEqual([303, page]);
  });
});

describe('a member’s recovery codes', () => {
  const state = '/api/organisation/second-factor';
  const renewal = `${state}/recovery-codes`;
  const left = async ({ client }: TestMember) => (await client.get(state)).json.recoveryCodesLeft;

  test('are counted as they are used, and there are none without a second factor', async () => {
    const member = await aProtectedMember();
    expect((await member.client.get(state)).json).toEqual({ enabled: true, recoveryCodesLeft: 10 });
    const client = visitor(api);
    await client.logInMember(member);
    await client.post('/api/organisation/session/second-factor', { code: member.recoveryCodes[0] });
    expect(await left(member)).toBe(9);
    const other = await aMember(api, organisationId);
    expect((await other.client.get(state)).json).toEqual({ enabled: false, recoveryCodesLeft: 0 });
  });

  test('are made anew by password and code; those before are worth nothing, and a mail tells of it', async () => {
    const member = await aProtectedMember();
    const { client, password, recoveryCodes } = member;
    const code = nextCode(member);
    const guessed = await client.post(renewal, { password: wrongPassword, code });
    expect([guessed.status, guessed.json.code]).toEqual([401, 'invalid_member_credentials']);
    const wrong = await client.post(renewal, { password, code: '000000' });
    expect([wrong.status, wrong.json.code]).toEqual([401, 'second_factor_invalid']);
    const made = await client.post(renewal, { password, code });
    expect([made.status, new Set(made.json.recoveryCodes).size]).toEqual([200, 10]);
    expect(await left(member)).toBe(10);
    const login = visitor(api);
    await login.logInMember(member);
    const give = (recovery: string | undefined) =>
      login.post('/api/organisation/session/second-factor', { code: recovery });
    expect((await give(recoveryCodes[0])).status).toBe(401);
    expect((await give(made.json.recoveryCodes[0])).status).toBe(200);
    await mailTo(world.mailbox, member.email, ({ subject }) => subject === 'Nouveaux codes de secours');
  });

  test('are of one set when two ask at once, and of nobody without a second factor', async () => {
    const member = await aProtectedMember();
    const { client, password, recoveryCodes } = member;
    const answers = await Promise.all(
      recoveryCodes.slice(0, 2).map((code) => client.post(renewal, { password, code })),
    );
    expect(answers.map(({ status }) => status)).toContain(200);
    expect(await left(member)).toBe(10);
    const other = await aMember(api, organisationId);
    const refused = await other.client.post(renewal, { password: other.password, code: '000000' });
    expect([refused.status, refused.json.code]).toEqual([409, 'second_factor_off']);
  });

  test('stand on the pages with advice when two are left, and are made anew there', async () => {
    const member = await aProtectedMember();
    const page = '/organisme/double-authentification';
    const told = async () => (await member.client.get(page, html)).text;
    expect(await told()).toContain('Il vous reste 10 codes de secours.');
    expect(await told()).not.toContain('Créez-en de nouveaux');
    await useAllButTwo(member);
    expect(await told()).toContain('Il vous reste 2 codes de secours.');
    expect(await told()).toContain('Créez-en de nouveaux dès maintenant');
    expect((await member.client.get('/organisme/compte', html)).text).toContain('2 sur 10, à renouveler');
    const renew = (password: string) =>
      submitForm(member.client, `${page}/codes`, 'codes', { password, code: nextCode(member) });
    const guessed = await renew(wrongPassword);
    expect([guessed.status, guessed.text.includes('id="password-error"')]).toEqual([401, true]);
    const made = await renew(member.password);
    expect(made.text.match(/<li><code>[0-9a-f]{20}<\/code><\/li>/g)).toHaveLength(10);
    expect(await told()).toContain('Il vous reste 10 codes de secours.');
  });
});

/** Of ten codes eight are used up. */
async function useAllButTwo({ id }: TestMember): Promise<void> {
  await sql`
    update organisation_member_recovery_codes set used_at = now() where member_id = ${id} and code_hash in (
      select code_hash from organisation_member_recovery_codes where member_id = ${id} limit 8)`.execute(
    queries(api.db.em.fork()),
  );
}
