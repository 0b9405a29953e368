import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { startApi, type TestApi } from './api.ts';
import { startTestMailbox } from './mailbox.ts';
import { mailsTo } from './registrations.ts';

/** The API with its worker and a mailbox, for people who register; `stop()` belongs in `afterAll`. */
export interface RegistrationWorld {
  readonly api: TestApi;
  readonly mailbox: Mailbox;
  /** Each test is a browser of its own; they share an address. Belongs in `beforeEach`. */
  forgetLimits(): Promise<void>;
  rowsOf<T>(query: ReturnType<typeof sql<T>>): Promise<T[]>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startRegistrationWorld(): Promise<RegistrationWorld> {
  const mailbox = await startTestMailbox();
  const api = await startApi({ worker: true, env: mailsTo(mailbox) });
  const open = () => queries(api.db.em.fork());
  return {
    ...{ api, mailbox },
    forgetLimits: async () => void (await sql`delete from rate_limits`.execute(open())),
    rowsOf: async (query) => (await query.execute(open())).rows,
    stop: async () => {
      await api.stop();
      await mailbox.close();
    },
  };
}
