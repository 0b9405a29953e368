import { createServer } from 'node:net';
import { Problem } from './problem.ts';

/** A port that a person can choose by an environment variable. */
export interface PortSetting {
  readonly variable: string;
  readonly defaultPort: number;
  readonly french: string;
  readonly english: string;
}

/** The ports of `npm start`. */
export const portSettings = {
  web: { variable: 'PORT', defaultPort: 3000, french: 'pages web', english: 'web pages' },
  postgres: { variable: 'POSTGRES_PORT', defaultPort: 5433, french: 'Postgres', english: 'Postgres' },
  temporal: { variable: 'TEMPORAL_PORT', defaultPort: 7233, french: 'Temporal', english: 'Temporal' },
  temporalUi: {
    variable: 'TEMPORAL_UI_PORT',
    defaultPort: 8233,
    french: 'Temporal Web UI',
    english: 'Temporal Web UI',
  },
  payments: {
    variable: 'PAYMENTS_PORT',
    defaultPort: 8030,
    french: 'page de paiement',
    english: 'payment page',
  },
  identity: {
    variable: 'IDENTITY_PORT',
    defaultPort: 3400,
    french: 'identités inventées',
    english: 'invented identities',
  },
  mailbox: {
    variable: 'MAILBOX_PORT',
    defaultPort: 8025,
    french: 'boîte aux lettres',
    english: 'mailbox',
  },
} as const satisfies Record<string, PortSetting>;

/** The port asked for by the environment, or the default one. */
export function readPort(setting: PortSetting, env: NodeJS.ProcessEnv = process.env): number {
  const text = env[setting.variable];
  if (text === undefined || text === '') return setting.defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Problem(
    `${setting.variable}=${text} n'est pas un port : donnez un nombre de 1 à 65535.`,
    `${setting.variable}=${text} is not a port: give a number from 1 to 65535.`,
  );
}

/** Reads a port and checks that nothing listens on it. Throws a {@link Problem} that names the variable to change. */
export async function claimPort(setting: PortSetting, env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const port = readPort(setting, env);
  if (!(await isFree(port))) throw portTaken(setting, port);
  return port;
}

/** The sentence for a port that another program holds. */
export function portTaken(setting: PortSetting, port: number): Problem {
  const other = port < 65000 ? port + 1000 : port - 1000;
  return new Problem(
    `Le port ${port} (${setting.french}) est déjà pris : arrêtez ce qui l'utilise, ou relancez avec ${setting.variable}=${other}.`,
    `Port ${port} (${setting.english}) is taken: stop what uses it, or start again with ${setting.variable}=${other}.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  // macOS lets a wildcard and a loopback listener share a port: each address is asked.
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A host without IPv6 says EADDRNOTAVAIL or EAFNOSUPPORT: that is not a taken port.
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
