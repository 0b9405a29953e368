import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { registrationWorkflowId } from '../../workflows/registration/contract.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { startTestMailbox } from '../support/mailbox.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { mailsTo, TestRegistration } from '../support/registrations.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

const minuteMs = 60_000;
let env: TestWorkflowEnvironment;
let mailbox: Mailbox;
let api: TestApi;
let ahead = 0;

beforeAll(async () => {
  quietRuntime();
  env = await startTimeSkipping();
  mailbox = await startTestMailbox();
  const clock = { now: () => Date.now() + ahead };
  api = await startApi({ worker: true, temporalAddress: env.address, clock, env: mailsTo(mailbox) });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
  await env.teardown();
});

async function skip(ms: number): Promise<void> {
  await env.sleep(ms);
  ahead = (await env.currentTimeMs()) - Date.now();
}

async function contentsOf(id: string): Promise<unknown> {
  const { rows } = await sql<{ erased: boolean }>`
    select identity_ciphertext is null as erased from registrations where id = ${id}`.execute(
    queries(api.db.em.fork()),
  );
  return rows[0] ?? null;
}

test('a code counts until the last second of its fifteen minutes', async () => {
  const registration = new TestRegistration(api, mailbox);
  await registration.begin();
  const code = await registration.readCode();
  await skip(15 * minuteMs - 5_000);
  expect((await registration.enter(code)).json.step).toBe('profile');
});

test('after fifteen minutes the code is expired for whoever enters it, and sending again does not revive it', async () => {
  const registration = new TestRegistration(api, mailbox);
  await registration.begin();
  const first = await registration.readCode();
  await skip(14 * minuteMs);
  await registration.again();
  const second = await registration.readCode(first);
  await skip(minuteMs + 1_000);
  const answer = await registration.enter(second);
  expect([answer.status, answer.json.code]).toEqual([410, 'email_code_expired']);
  expect((await registration.again()).json.code).toBe('email_code_expired');
  expect((await registration.complete()).json.code).toBe('email_code_expired');
});

test('a code that nobody entered expires by itself, and what was said is erased', async () => {
  const registration = new TestRegistration(api, mailbox);
  await registration.begin();
  await registration.readCode();
  expect(await contentsOf(registration.id)).toEqual({ erased: false });
  await skip(17 * minuteMs);
  expect((await registration.client.get(registration.path)).json.step).toBe('expired');
  expect(await contentsOf(registration.id)).toEqual({ erased: true });
});

test('a registration that nobody ends is erased after a day, and is gone then', async () => {
  const registration = new TestRegistration(api, mailbox);
  await registration.prove();
  await skip(24 * 60 * minuteMs + minuteMs);
  await env.client.workflow.getHandle(registrationWorkflowId(registration.id)).result();
  expect(await contentsOf(registration.id)).toBeNull();
  const answer = await registration.complete();
  expect([answer.status, answer.json.code]).toEqual([404, 'registration_not_found']);
});
