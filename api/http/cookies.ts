import type { Request, Response } from 'express';
import type { Config } from '../../config.ts';

/** The name of a cookie of ours; the `__Host-` prefix binds it to this origin where there is HTTPS. */
export function cookieName(publicUrl: string, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

/** Reads a cookie of ours; null when there is none. */
export function readCookie(req: Request, config: Pick<Config, 'PUBLIC_URL'>, name: string): string | null {
  const wanted = `${cookieName(config.PUBLIC_URL, name)}=`;
  const pairs = (req.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) ?? null;
}

/** Sets a cookie that scripts cannot read and other sites cannot send along. `maxAge` in milliseconds. */
export function setCookie(
  res: Response,
  config: Pick<Config, 'PUBLIC_URL'>,
  { name, value, maxAge }: { name: string; value: string; maxAge: number },
): void {
  const secure = config.PUBLIC_URL.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge } as const;
  res.cookie(cookieName(config.PUBLIC_URL, name), value, options);
}
