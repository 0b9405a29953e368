/**
 * What a login costs beside its argon2, and what a flood of wrong logins from one address does to others:
 * `node bench/logins.ts`.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { readConfig } from '../config.ts';
import { createNirVault } from '../db/nir-vault.ts';
import { createTrainee } from '../db/people/create-trainee.ts';
import { hashPassword, verifyPassword } from '../db/people/passwords.ts';
import { nirKey, parseNir } from '../domain/identity/nir.ts';
import type { BenchStack } from './bench-stack.ts';
import { median, timed } from './measure.ts';
import { runBench, say } from './run-bench.ts';

const password = 'Mesure-Banc-2026!';
const samples = 100;
const floodPerSecond = 1_000;
const floodSeconds = 10;
const flooder = '192.0.2.1';
const other = '192.0.2.2';

async function measureLogins({ db, env, baseUrl }: BenchStack): Promise<void> {
  const config = readConfig(env);
  const vault = createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY });
  const nir = someNir();
  const person = { nir, password, birthName: 'Banc', firstName: 'n', email: 'n@exemple.test', phone: null };
  await createTrainee(db.em.fork(), vault, { ...person, jobSeeker: false });

  await logIns(baseUrl, nir, samples);
  const hash = await hashPassword(password);
  const argon2 = median(await repeated(samples, async () => void (await verifyPassword(hash, password))));
  const calm = median(await logIns(baseUrl, nir, samples));
  const flood = autocannon({
    url: `${baseUrl}/api/session`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': flooder },
    body: JSON.stringify({ nir: someNir(), password: 'Faux-mot-de-passe-1' }),
    connections: 20,
    overallRate: floodPerSecond,
    duration: floodSeconds,
  });
  await sleep(1_000);
  const flooded = median(await logIns(baseUrl, nir, samples));
  const { requests } = await flood;

  say(`argon2: ${argon2.toFixed(1)} ms; a login: ${calm.toFixed(1)} ms (× ${(calm / argon2).toFixed(2)})`);
  say(
    `under ${requests.average.toFixed(0)} wrong logins a second from one address: ${flooded.toFixed(1)} ms`,
  );
  say(`slower by × ${(flooded / calm).toFixed(2)}`);
}

async function logIns(baseUrl: string, nir: string, count: number): Promise<number[]> {
  return await repeated(count, async () => {
    const response = await fetch(`${baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': other },
      body: JSON.stringify({ nir, password }),
    });
    if (response.status !== 200) throw new Error(`A login answered ${response.status}`);
    await response.arrayBuffer();
  });
}

/** Milliseconds of each run, one after another. */
async function repeated(count: number, run: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) await timed(run, (ms) => times.push(ms));
  return times;
}

function someNir() {
  const thirteen = `1850199${String(randomInt(1, 999_999)).padStart(6, '0')}`.slice(0, 12) + '1';
  return parseNir(thirteen + nirKey(thirteen));
}

// The bench speaks for two addresses.
await runBench(measureLogins, { TRUSTED_PROXIES: 'loopback' });
