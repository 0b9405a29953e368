import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { waitFor } from '../../dev/wait-for.ts';
import { uploadLimits } from '../../api/http/upload-budget.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, loggedIn } from '../support/api-client.ts';
import { sendProof } from '../support/api-documents.ts';
import { type ApiCast, aCast, sentDossier, validatedDossier } from '../support/api-dossiers.ts';
import { aTrainee } from '../support/api-people.ts';
import { aPdf } from '../support/files.ts';

// What is refused is refused before its bytes are read: each of these senders announces a file and never sends it.

const announced = 10 * 1024 * 1024;
let api: TestApi;
let cast: ApiCast;
let number: string;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  number = await validatedDossier(cast);
});
afterAll(async () => {
  await api.stop();
});

interface Begun {
  readonly request: ClientRequest;
  readonly answer: Promise<{ status: number | undefined; code: unknown }>;
}

function begin(client: ApiClient, path: string, bytes = announced): Begun {
  const sending = request(`${api.baseUrl}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/pdf',
      'content-length': bytes,
      cookie: client.sessionCookie ?? '',
      'x-csrf-token': client.csrfToken ?? '',
    },
  });
  sending.on('error', () => undefined);
  sending.write(aPdf().subarray(0, 8));
  const answer = (once(sending, 'response') as Promise<[IncomingMessage]>).then(async ([response]) => {
    const { code } = (await json(response)) as { code: unknown };
    sending.destroy();
    return { status: response.statusCode, code };
  });
  return { request: sending, answer };
}

const proofs = () => `/api/dossiers/${number}/documents?reason=transport_stopped`;

describe('a file that is only announced is refused', () => {
  test('for a dossier of somebody else', async () => {
    const stranger = await loggedIn(api, await aTrainee(api));
    for (const path of [proofs(), `/api/dossiers/${number}/messages/attachments`]) {
      expect(await begin(stranger, path).answer).toEqual({ status: 404, code: 'dossier_not_found' });
    }
  });

  test('for a dossier that takes none now', async () => {
    const other = await aCast(api);
    const sent = await sentDossier(other);
    const { answer } = begin(other.asTrainee, `/api/dossiers/${sent}/documents?reason=transport_stopped`);
    expect(await answer).toEqual({ status: 409, code: 'not_allowed_in_state' });
  });

  test('for a dossier that holds all it may, unless it is one of those', async () => {
    for (let count = 1; count <= 5; count += 1) {
      const key = `preuve-${count}`;
      expect((await sendProof(cast.asTrainee, number, { content: aPdf(key), key })).status).toBe(201);
    }
    expect(await begin(cast.asTrainee, proofs()).answer).toEqual({ status: 409, code: 'too_many_documents' });
    const again = await sendProof(cast.asTrainee, number, { content: aPdf('preuve-5'), key: 'preuve-5' });
    expect(again.status).toBe(201);
  });

  test('beside as many of the same person as a process holds at once, and is taken when they are gone', async () => {
    const other = await aCast(api);
    const dossier = await validatedDossier(other);
    const path = `/api/dossiers/${dossier}/documents?reason=transport_stopped`;
    const most = uploadLimits.bytesOfOne / announced;
    // One more than fits: whichever is refused, the others are held by then.
    const begun = Array.from({ length: most + 1 }, () => begin(other.asTrainee, path));
    const refused = Promise.race(begun.map(({ answer }) => answer));
    for (const { answer } of begun) answer.catch(() => undefined);
    expect(await refused).toEqual({ status: 429, code: 'too_many_uploads' });
    const oneMore = async () => {
      const { status, json: body } = await sendProof(other.asTrainee, dossier, { key: 'une-de-plus' });
      return [status, body.code ?? 'kept'];
    };
    expect(await oneMore()).toEqual([429, 'too_many_uploads']);
    for (const { request: sending } of begun) sending.destroy();
    await waitFor(async () => expect(await oneMore()).toEqual([201, 'kept']));
  });
});
