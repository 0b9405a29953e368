import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { audit } from '../../../dev/packages/audit.ts';
import { defectsOf } from '../../../dev/packages/defects.ts';
import { isAllowed } from '../../../dev/packages/licences.ts';
import { readPackages } from '../../../dev/packages/lockfile.ts';
import { writeSbom } from '../../../dev/packages/sbom.ts';
import { useTemporaryFolder } from '../temporary-folder.ts';

const packages = readPackages();
const { locked, installed, allowScripts } = packages;
const express = 'node_modules/express';
const entry = locked[express];
const own = installed[express];
if (entry === undefined || own === undefined) throw new Error('express is not there');

describe('the packages', () => {
  test('are what is locked, under licences that are allowed, and run scripts that somebody decided on', () => {
    expect(Object.keys(installed).length).toBeGreaterThan(500);
    expect(defectsOf(packages)).toEqual([]);
  });

  test('that were exchanged, added or left out are named', () => {
    const { [express]: _left, ...without } = installed;
    expect(defectsOf({ ...packages, installed: without })).toEqual([
      'node_modules/express is locked and not installed.',
    ]);
    const exchanged = { ...installed, [express]: { ...own, version: '5.3.1' } };
    expect(defectsOf({ ...packages, installed: exchanged })).toHaveLength(1);
    const impostor = { ...installed, [express]: { ...own, name: 'expres' } };
    expect(defectsOf({ ...packages, installed: impostor })).toHaveLength(1);
    const added = { ...installed, 'node_modules/expres': { name: 'expres', version: '1.0.0' } };
    expect(defectsOf({ ...packages, installed: added })).toEqual([
      'node_modules/expres is installed, and nobody asked for it.',
    ]);
  });

  test('without a checksum, of another licence or with a script of their own are named', () => {
    const { integrity: _sum, ...unchecked } = entry;
    const changed = (other: typeof entry) =>
      defectsOf({ ...packages, locked: { ...locked, [express]: other } });
    expect(changed(unchecked)).toEqual(['node_modules/express has no checksum in package-lock.json.']);
    expect(changed({ ...entry, license: 'AGPL-3.0-only' })[0]).toContain('AGPL-3.0-only');
    expect(changed({ ...entry, hasInstallScript: true })[0]).toContain('express runs a script');
    expect(defectsOf({ ...packages, allowScripts: { ...allowScripts, express: true } })).toHaveLength(1);
  });

  test.each([
    ['MIT', true, true],
    ['(MIT OR GPL-3.0-only)', true, true],
    ['(ISC AND CC-BY-3.0)', false, true],
    ['MPL-2.0', false, true],
    ['GPL-3.0-only', false, false],
    ['(MIT AND GPL-3.0-only)', false, false],
    ['SEE LICENSE IN FILE', false, false],
    ['', false, false],
  ])('of the licence %j: in the product %s, as a tool %s', (licence, inProduct, asTool) => {
    expect([isAllowed(licence, false), isAllowed(licence, true)]).toEqual([inProduct, asTool]);
  });
});

describe('the audit', () => {
  const folder = useTemporaryFolder();
  const servers: ReturnType<typeof createServer>[] = [];
  afterAll(async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  });

  async function askedOf(answer: RequestListener) {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return await audit([`--registry=http://127.0.0.1:${port}`, `--cache=${join(folder.path, String(port))}`]);
  }
  const advisory = (severity: string) => ({
    id: 1,
    url: 'https://example.test/advisory',
    title: 'A weakness',
    severity,
    vulnerable_versions: '*',
    cwe: [],
    cvss: { score: 0, vectorString: null },
  });
  const registryWith =
    (advisories: Record<string, unknown>): RequestListener =>
    (req, res) => {
      req.resume();
      if (req.method === 'POST')
        res.setHeader('content-type', 'application/json').end(JSON.stringify(advisories));
      else res.writeHead(404).end('{}');
    };

  test('of a registry that knows nothing bad is clean', async () => {
    expect(await askedOf(registryWith({}))).toEqual({ outcome: 'clean' });
  });

  test('finds what is high or critical in what production has, and leaves the rest to people', async () => {
    const found = await askedOf(registryWith({ express: [advisory('critical')] }));
    expect(found).toMatchObject({
      outcome: 'found',
      weaknesses: expect.arrayContaining(['express: critical, A weakness (https://example.test/advisory)']),
    });
    expect(await askedOf(registryWith({ express: [advisory('moderate')] }))).toEqual({ outcome: 'clean' });
  });

  test('that a registry does not take says so, and is not clean', async () => {
    const refused = await askedOf((req, res) => void res.writeHead(405).end());
    expect(refused).toEqual({ outcome: 'not_run', reason: expect.stringContaining('405') });
  });
});

describe('the bill of materials', () => {
  const folder = useTemporaryFolder();

  test('names every package that production has, with version, licence and checksum', async () => {
    const file = join(folder.path, 'sbom.json');
    await writeSbom(file);
    const bom = JSON.parse(readFileSync(file, 'utf8')) as {
      bomFormat: string;
      metadata: { component: { name: string } };
      components: { purl: string; licenses?: unknown[]; hashes?: { alg: string }[] }[];
    };
    expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'dossier-formation']);
    const named = new Map(bom.components.map((component) => [component.purl, component]));
    expect(named.get(`pkg:npm/express@${entry.version}`)).toMatchObject({
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512' }],
    });
    const production = Object.entries(locked).filter(
      ([, { dev, optional }]) => dev !== true && optional !== true,
    );
    const missing = production.filter(([path, { version }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 13).replace('@', '%40');
      return !named.has(`pkg:npm/${name}@${version}`);
    });
    expect(missing.map(([path]) => path)).toEqual([]);
  });
});
