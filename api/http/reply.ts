import type { Request, Response } from 'express';

/** What a handler answers; written in one place. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly text?: { readonly type: string; readonly body: string | Buffer };
  /** A file, to be saved under its name and never shown in place. */
  readonly download?: { readonly type: string; readonly name: string; readonly body: Buffer };
  /** Writes the rest of an answer that goes on after its handler: nothing else of it is sent. */
  readonly stream?: (res: Response) => void;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a JSON document. */
export function ok(json: unknown): Reply {
  return { status: 200, json };
}

/** 201 with the new thing and where it is. */
export function created(location: string, json: unknown): Reply {
  return { status: 201, json, headers: { Location: location } };
}

/** 202: taken in, not decided yet. */
export function received(location: string, json: unknown): Reply {
  return { status: 202, json, headers: { Location: location } };
}

/** 204: done, nothing to say. */
export const done: Reply = { status: 204 };

/** 303: go and read there, once something was done. */
export function seeOther(location: string): Reply {
  return { status: 303, headers: { Location: location } };
}

/** A file to be played: the part of it that was asked for, or all of it. */
export function part(req: Request, { type, body }: { type: string; body: Buffer }): Reply {
  const ranges = req.range(body.length, { combine: true });
  const headers = { 'Accept-Ranges': 'bytes', 'Cache-Control': 'no-store' };
  const [range] = Array.isArray(ranges) && ranges.type === 'bytes' ? ranges : [];
  if (range === undefined) return { status: 200, text: { type, body }, headers };
  const { start, end } = range;
  return {
    status: 206,
    text: { type, body: body.subarray(start, end + 1) },
    headers: { ...headers, 'Content-Range': `bytes ${start}-${end}/${body.length}` },
  };
}

/** Writes a reply. */
export function write(res: Response, { status, json, text, download, stream, headers }: Reply): void {
  res.status(status);
  if (headers !== undefined) res.set(headers);
  if (stream !== undefined) stream(res);
  else if (text !== undefined) res.type(text.type).send(text.body);
  else if (download !== undefined) res.attachment(download.name).type(download.type).send(download.body);
  else if (json !== undefined) res.json(json);
  else res.end();
}
