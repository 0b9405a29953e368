/** The local identity provider as a process of its own; `npm start` runs it when there are no settings of FranceConnect+. */
import { z } from 'zod';
import { startIdentity } from './start-identity.ts';

const env = z
  .object({
    IDENTITY_PORT: z.coerce.number().int(),
    PUBLIC_URL: z.url(),
    FRANCECONNECT_CLIENT_ID: z.string(),
    FRANCECONNECT_CLIENT_SECRET: z.string(),
  })
  .parse(process.env);

const identity = await startIdentity({
  port: env.IDENTITY_PORT,
  siteUrl: env.PUBLIC_URL,
  clientId: env.FRANCECONNECT_CLIENT_ID,
  clientSecret: env.FRANCECONNECT_CLIENT_SECRET,
});
console.log(`identity provider at ${identity.issuer}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void identity.close().then(() => process.exit(0)));
}
