/** What a page answered: read, and not followed. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it redirects to; null when it does not. */
  readonly location: string | null;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** As much of a browser as a login needs: cookies of each site, redirects one by one, forms. */
export class Browser {
  private readonly jars = new Map<string, Map<string, Cookie>>();

  /** Asks for one page, and follows nothing. */
  async step(
    url: string,
    init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Page> {
    const { method = 'GET', body, headers = {} } = init;
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        // Errors as documents, whose code a test can read.
        accept: 'application/json, text/html;q=0.5',
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        cookie: this.cookiesFor(url),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    this.keep(url, response.headers);
    const location = response.headers.get('location');
    return {
      url,
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? null : new URL(location, url).href,
    };
  }

  /** Follows redirects until a page shows, or until the next address is one that the test wants for itself. */
  async follow(start: string | Page, stopBefore: (url: string) => boolean = () => false): Promise<Page> {
    let page = typeof start === 'string' ? await this.step(start) : start;
    while (page.location !== null && !stopBefore(page.location)) page = await this.step(page.location);
    return page;
  }

  /** Sends the form of a page to where the page itself is. */
  async submit(page: Page, fields: Record<string, string>): Promise<Page> {
    const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? page.url;
    return await this.step(new URL(action, page.url).href, {
      method: 'POST',
      body: new URLSearchParams({ ...hiddenFields(page.text), ...fields }),
    });
  }

  /** The cookies of a page, as they would be sent. */
  cookiesFor(url: string): string {
    const { host, pathname } = new URL(url);
    const cookies = [...(this.jars.get(host)?.values() ?? [])].filter(({ path }) =>
      pathname.startsWith(path),
    );
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  private keep(url: string, headers: Headers): void {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, Cookie>();
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; *path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') jar.delete(`${path} ${name}`);
      else jar.set(`${path} ${name}`, { name, value, path });
    }
    this.jars.set(host, jar);
  }
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}
