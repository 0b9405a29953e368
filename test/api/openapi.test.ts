import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiRoutes } from '../../api/routes/api-routes.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { visitor } from '../support/api-client.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.stop();
});

describe('the OpenAPI document', () => {
  test('describes every route of the API', async () => {
    const { json } = await visitor(api).get('/api/openapi.json');
    expect(json.openapi).toBe('3.1.0');
    for (const { method, path } of apiRoutes) {
      const operation = json.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
      expect(operation?.responses).toBeDefined();
    }
    const ids = Object.values(json.paths)
      .flatMap((operations) => Object.values(operations))
      .map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has a page that loads only from here, and nothing inline', async () => {
    const page = await visitor(api).get('/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script>|<style|style=|onload=/);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    for (const path of loaded) expect((await visitor(api).get(path)).status).toBe(200);
    expect((await visitor(api).get('/api/docs/assets/package.json')).status).toBe(404);
  });
});
