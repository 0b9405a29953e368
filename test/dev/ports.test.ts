import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimPort, portSettings, readPort } from '../../dev/ports.ts';

describe('the ports of the local stack', () => {
  let server: Server;
  let taken: number;

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = (server.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('are the default ones when the environment says nothing', () => {
    const ports = Object.values(portSettings).map((setting) => readPort(setting, {}));
    expect(ports).toEqual([3000, 5433, 7233, 8233, 8030, 3400, 8025]);
  });

  it('give one sentence in two languages that names the port and the variable when one is taken', async () => {
    const claim = claimPort(portSettings.temporalUi, { TEMPORAL_UI_PORT: String(taken) });
    await expect(claim).rejects.toMatchObject({
      name: 'Problem',
      message: expect.stringMatching(
        new RegExp(
          `^Le port ${taken} \\(Temporal Web UI\\).+TEMPORAL_UI_PORT=\\d+.+ / Port ${taken} .+TEMPORAL_UI_PORT=\\d+`,
        ),
      ),
    });
  });

  it('are claimed when they are free', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(claimPort(portSettings.web, { PORT: String(taken) })).resolves.toBe(taken);
  });

  it.each(['0', '70000', '80.5', 'http'])('refuse %s, which is not a port', (text) => {
    expect(() => readPort(portSettings.web, { PORT: text })).toThrow(`PORT=${text}`);
  });
});
