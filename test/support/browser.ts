import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { TestApi } from './api.ts';
import { formErrorDefects } from './form-errors.ts';
import { testStack } from './stack.ts';

const screenshots = fileURLToPath(new URL('../../.local/screenshots/', import.meta.url));
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What fits on the line: a page in all, with its style sheet and script, in bytes. */
const heaviestPage = 100_000;

/** Screens that people have. */
export const screens = {
  wide: { width: 1280, height: 900 },
  narrow: { width: 360, height: 740 },
} as const;

/** What 200 % zoom leaves of a window of 640 px: nothing may be cut off or scroll sideways (WCAG 1.4.10). */
const zoomed = { width: 320, height: 500 };

/** What a person's browser is like. */
export interface Wishes {
  screen?: keyof typeof screens;
  javaScript?: boolean;
  dark?: boolean;
  language?: 'fr' | 'en';
  /** Whether each page is searched by axe, which takes seconds; false where it would find what it finds elsewhere. */
  isAudited?: boolean;
}

/** Runs tests where there is a browser; elsewhere they are skipped, as `npm test` has said. */
export const describeInBrowser = testStack.chromium === null ? describe.skip : describe;

/** Starts a browser for the tests of a `describeInBrowser`. */
export function useBrowser(): { visit: (api: TestApi, wishes?: Wishes) => Promise<Visitor> } {
  let browser: Browser;
  const visitors: Visitor[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: testStack.chromium ?? '',
      args: flags,
      headless: true,
    });
  });
  afterAll(async () => {
    await browser.close();
  });
  const visit = async (api: TestApi, wishes: Wishes = {}): Promise<Visitor> => {
    const context = await browser.newContext({
      baseURL: api.baseUrl,
      viewport: screens[wishes.screen ?? 'wide'],
      javaScriptEnabled: wishes.javaScript ?? true,
      colorScheme: wishes.dark === true ? 'dark' : 'light',
      locale: wishes.language === 'en' ? 'en-GB' : 'fr-FR',
    });
    // Only stops what hangs.
    context.setDefaultTimeout(120_000);
    const visitor = new Visitor(context, await context.newPage(), wishes);
    visitors.push(visitor);
    return visitor;
  };
  return { visit };
}

/** A person in front of a browser, who notices every error of the console and every byte that is loaded. */
export class Visitor {
  readonly page: Page;
  readonly errors: string[] = [];
  private readonly context: BrowserContext;
  private readonly wishes: Wishes;

  constructor(context: BrowserContext, page: Page, wishes: Wishes) {
    this.context = context;
    this.page = page;
    this.wishes = wishes;
    page.on('console', (message) => {
      // The browser reports an answer that is an error on purpose (a refusal, a page that is not there) like this.
      const isStatus = /Failed to load resource: the server responded with a status of (4\d\d|503)/.test(
        message.text(),
      );
      if (message.type() === 'error' && !isStatus) this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /** Goes to an address of the site. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Logs in as people do. */
  async logIn({ nir, password }: { nir: string; password: string }): Promise<void> {
    await this.goTo('/connexion');
    await this.page.locator('#nir').fill(nir);
    await this.page.locator('#password').fill(password);
    await this.page.locator('main form button').click();
    await this.page.waitForURL('**/dossiers');
  }

  /** The text of the page's own part. */
  async text(): Promise<string> {
    return await this.page.locator('main').innerText();
  }

  /** Presses a button or follows a link by its name. */
  async press(name: string | RegExp): Promise<void> {
    const { page } = this;
    const control = page
      .locator('main')
      .getByRole('button', { name })
      .or(page.locator('main').getByRole('link', { name }));
    await control.first().click();
  }

  /**
   * Checks a page as every page must be: nothing that WCAG 2.2 AA forbids, no error in the console, no policy violated, no
   * wider than the screen, at 200 % zoom neither; what is wrong with a form said where it is. Keeps a screenshot of it.
   */
  async check(name: string): Promise<void> {
    const { page, wishes } = this;
    const { screen = 'wide', dark = false, language = 'fr' } = wishes;
    const suffix = [screen, ...(dark ? ['dark'] : []), ...(language === 'fr' ? [] : [language])].join('-');
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: join(screenshots, `${name}-${suffix}.png`), fullPage: true });
    if (wishes.javaScript !== false) {
      const isTooWide = { asItIs: await this.isTooWide(), zoomed: await this.isTooWideZoomed() };
      expect([name, isTooWide]).toEqual([name, { asItIs: false, zoomed: false }]);
      expect([name, await formErrorDefects(page)]).toEqual([name, []]);
    }
    if (wishes.isAudited === true) {
      // No page of ours has frames, so axe needs no second page to put their results together.
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect([name, found]).toEqual([name, []]);
    }
    expect(await this.text()).not.toMatch(/undefined|\[object|NaN/);
    expect([name, this.errors]).toEqual([name, []]);
  }

  private async isTooWide(): Promise<boolean> {
    return await this.page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
  }

  private async isTooWideZoomed(): Promise<boolean> {
    const { page, wishes } = this;
    await page.setViewportSize(zoomed);
    const isTooWide = await this.isTooWide();
    await page.setViewportSize(screens[wishes.screen ?? 'wide']);
    return isTooWide;
  }

  /** What a first visit of an address loads, in bytes over the wire. */
  async weightOf(path: string): Promise<number> {
    const page = await this.context.newPage();
    const session = await this.context.newCDPSession(page);
    let bytes = 0;
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(path, { waitUntil: 'load' });
    await page.close();
    expect(bytes).toBeGreaterThan(0);
    return bytes;
  }

  /** Checks that an address weighs no more than a page may. */
  async checkWeight(path: string): Promise<void> {
    const isLight = (await this.weightOf(path)) <= heaviestPage;
    expect([path, isLight]).toEqual([path, true]);
  }
}
