import { once } from 'node:events';
import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { filesOf, readUpload } from '../../api/http/upload.ts';
import { UploadBudget } from '../../api/http/upload-budget.ts';
import { problemOf } from '../../api/problems/of-error.ts';
import { Problem } from '../../api/problems/problem.ts';

const bytesEach = 1_000;
const largeBytes = 20 * 1024 * 1024;
/** The fields that were known when files were refused. */
const refusedAfter: string[][] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  const app = express();
  app.post('/', readUpload({ files: 2, bytesEach }), (req, res) => {
    const form = req.body as URLSearchParams;
    res.json({
      fields: [...form],
      files: filesOf(form).map(({ name, content }) => ({ name, content: content.toString() })),
    });
  });
  const closed: RequestHandler = (req) => {
    refusedAfter.push([...(req.body as URLSearchParams).keys()]);
    throw new Problem('conversation_closed');
  };
  app.post('/closed', readUpload({ files: 2, bytesEach: largeBytes }, [closed]), (req, res) => {
    const form = req.body as URLSearchParams;
    let code: string | null = null;
    try {
      filesOf(form);
    } catch (error) {
      code = problemOf(error).code;
    }
    const { files } = form as URLSearchParams & { files: unknown[] };
    res.json({ fields: [...form], code, kept: files.length });
  });
  const refuse: ErrorRequestHandler = (error, _req, res, _next) => {
    const { code, details } = problemOf(error);
    res.status(400).json({ code, ...details });
  };
  app.use(refuse);
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Part {
  name?: string;
  content: string;
}

function aForm(files: readonly Part[], text = 'été'): FormData {
  const form = new FormData();
  form.append('text', text);
  for (const { name = 'a.pdf', content } of files) form.append('fichier', new Blob([content]), name);
  return form;
}

async function send(body: FormData | Buffer | URLSearchParams, type?: string): Promise<unknown> {
  const headers = type === undefined ? {} : { 'content-type': type };
  return await (await fetch(url, { method: 'POST', body, headers })).json();
}

describe('a form with files', () => {
  test('gives its fields and its files, names without a path and in any script', async () => {
    const files = [
      { name: 'C:\\moi\\Arrêt n° 1.pdf', content: 'un' },
      { name: '../証明.pdf', content: 'deux' },
    ];
    expect(await send(aForm(files))).toEqual({
      fields: [['text', 'été']],
      files: [
        { name: 'Arrêt n° 1.pdf', content: 'un' },
        { name: '証明.pdf', content: 'deux' },
      ],
    });
  });

  test('may come with no file at all, as a browser sends a field left empty', async () => {
    const body =
      '--x\r\nContent-Disposition: form-data; name="fichier"; filename=""\r\n' +
      'Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n';
    expect(await send(Buffer.from(body), 'multipart/form-data; boundary=x')).toEqual({
      fields: [],
      files: [],
    });
  });

  test('keeps a file of no bytes, which whoever looks into it refuses', async () => {
    expect(await send(aForm([{ name: 'vide.pdf', content: '' }]))).toMatchObject({
      files: [{ name: 'vide.pdf', content: '' }],
    });
  });

  test('takes a file of exactly the limit, and none of one byte more', async () => {
    const largest = 'a'.repeat(bytesEach);
    expect(await send(aForm([{ content: largest }]))).toMatchObject({ files: [{ content: largest }] });
    const refused = { code: 'body_too_large', limitBytes: bytesEach };
    expect(await send(aForm([{ content: `${largest}a` }]))).toEqual(refused);
    expect(await send(aForm([{ content: 'a'.repeat(bytesEach * 7) }]))).toEqual(refused);
  });

  test('is not read at all when it is too large by far', async () => {
    const refused = { code: 'body_too_large', limitBytes: bytesEach };
    expect(await send(aForm([{ content: 'a'.repeat(bytesEach * 9) }]))).toEqual(refused);
  });

  test('has no more files than allowed', async () => {
    const files = ['un', 'deux', 'trois', 'quatre'].map((content) => ({ content }));
    expect(await send(aForm(files.slice(0, 3)))).toEqual({ code: 'too_many_files', files: 2 });
    expect(await send(aForm(files))).toEqual({ code: 'too_many_files', files: 2 });
  });

  test.each([
    ['is cut off', Buffer.from('--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nabc')],
    ['has no parts', Buffer.from('rien')],
  ])('that %s is refused', async (_, body) => {
    const answer = await send(body, 'multipart/form-data; boundary=x');
    expect(answer).toEqual({ code: 'malformed_request' });
  });

  test('without a boundary, or of another type, is refused', async () => {
    const body = Buffer.from('--x--');
    expect(await send(body, 'multipart/form-data')).toEqual({ code: 'malformed_request' });
    expect(await send(new URLSearchParams({ text: 'a' }))).toMatchObject({ code: 'unsupported_media_type' });
  });

  test('whose files are refused beforehand keeps its fields, and no byte of the files', async () => {
    const request = httpRequest(`${url}closed`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    const answer = once(request, 'response') as Promise<[IncomingMessage]>;
    const field = (name: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\noui\r\n`;
    request.write(
      `${field('jeton')}--x\r\nContent-Disposition: form-data; name="f"; filename="f.pdf"\r\n\r\n`,
    );
    const chunk = Buffer.alloc(256 * 1024);
    for (let sent = 0; sent < largeBytes; sent += chunk.length) {
      if (!request.write(chunk)) await once(request, 'drain');
    }
    request.end(`\r\n${field('texte')}--x--\r\n`);
    const [response] = await answer;
    expect(await json(response)).toEqual({
      fields: [
        ['jeton', 'oui'],
        ['texte', 'oui'],
      ],
      code: 'conversation_closed',
      kept: 0,
    });
    expect(refusedAfter).toEqual([['jeton']]);
  });

  test('whose sender goes away in the middle leaves the server as it was', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900\r\n\r\n' +
        '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nabc',
    );
    socket.end();
    socket.destroy();
    expect(await send(aForm([{ content: 'un' }]))).toMatchObject({ files: [{ content: 'un' }] });
  });
});

describe('the memory for uploads', () => {
  const taken = (budget: UploadBudget, caller: string, bytes: number): string => {
    try {
      budget.take(caller, bytes);
      return 'taken';
    } catch (error) {
      return problemOf(error).code;
    }
  };

  test('is shared: of one caller so much, of all together so much, until it is freed', () => {
    const budget = new UploadBudget({ bytes: 100, bytesOfOne: 60 });
    const free = budget.take('a', 40);
    expect(taken(budget, 'a', 21)).toBe('too_many_uploads');
    expect(taken(budget, 'a', 20)).toBe('taken');
    expect(taken(budget, 'b', 41)).toBe('uploads_busy');
    expect(taken(budget, 'b', 40)).toBe('taken');
    free();
    // Twice told, once freed.
    free();
    expect(taken(budget, 'c', 41)).toBe('uploads_busy');
    expect(taken(budget, 'c', 40)).toBe('taken');
  });

  test('is enough for one upload by itself, however small the bounds', () => {
    expect(taken(new UploadBudget({ bytes: 10, bytesOfOne: 5 }), 'a', 20)).toBe('taken');
  });
});
