import type { Answer, ApiClient } from './api-client.ts';

/** What a browser asks for. */
export const html = { accept: 'text/html,*/*;q=0.8' };

/** What a person fills in; a file stands under its name. */
export type Filled = Readonly<Record<string, string | File | readonly File[]>>;

/**
 * Fills in the form of a page whose action ends like this, and sends it as a browser does. Throws when the page has none.
 * @param page where the form stands, or the page itself
 */
export async function submitForm(
  client: ApiClient,
  page: string | Answer,
  action: string,
  filled: Filled = {},
): Promise<Answer> {
  const { text, path } = typeof page === 'string' ? await client.get(page, html) : page;
  const form = new RegExp(`<form method="post" action="([^"]*${action})"([^>]*)>([\\s\\S]*?)</form>`).exec(
    text,
  );
  if (form === null) throw new Error(`no form ${action}:\n${text}`);
  const [, sendTo = '', attributes = '', inside = ''] = form;
  const body = attributes.includes('multipart/form-data') ? new FormData() : new URLSearchParams();
  for (const [, name = '', value = ''] of inside.matchAll(
    /<input type="hidden" name="([\w-]+)" value="([^"]*)">/g,
  )) {
    body.append(name, read(value));
  }
  for (const [name, value] of Object.entries(filled)) fill(body, name, value);
  const referer = client.baseUrl + path;
  return await client.post(sendTo.replaceAll('&amp;', '&'), body, { ...html, referer });
}

/** What a browser reads in an attribute. */
function read(value: string): string {
  const signs: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" };
  return value.replace(/&(#39|\w+);/g, (whole, sign: string) => signs[sign] ?? whole);
}

function fill(body: FormData | URLSearchParams, name: string, value: Filled[string]): void {
  if (typeof value === 'string') body.set(name, value);
  else if (body instanceof FormData) {
    for (const file of value instanceof File ? [value] : value) body.append(name, file);
  }
}

/** A file as a person chooses it. */
export function aFile(content: Buffer, name: string): File {
  return new File([new Uint8Array(content)], name);
}

/** What a page's form holds, as a browser would send it. */
export function fieldsOf({ text }: Answer, action: string): URLSearchParams {
  const [, inside = ''] =
    new RegExp(`<form method="post" action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(text) ?? [];
  const inputs = inside.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)">/g);
  return new URLSearchParams([...inputs].map(([, name = '', value = '']): [string, string] => [name, value]));
}

/** Sends a form as a browser that follows nothing. */
export async function sendRaw(
  client: ApiClient,
  path: string,
  body: URLSearchParams,
  referer?: string,
): Promise<Response> {
  return await fetch(client.baseUrl + path, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: {
      ...html,
      cookie: client.sessionCookie ?? '',
      ...(referer === undefined ? {} : { referer: client.baseUrl + referer }),
    },
  });
}
