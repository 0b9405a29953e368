import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Database } from '../../db/database.ts';
import { planNotices } from '../../db/notices/plan-notices.ts';
import { NotificationListener } from '../../db/notifications.ts';
import { planDeliveries } from '../../db/webhooks/plan-deliveries.ts';
import { Loop, nameOf } from './loop.ts';
import { mailOutbox, type MailOutboxParts } from './mail-outbox.ts';
import { Sender } from './sender.ts';
import { webhookOutbox, type WebhookOutboxParts } from './webhook-outbox.ts';

/** What a relay works with. */
export interface RelayParts {
  db: Database;
  databaseUrl: string;
  log: Logger;
  /** Null where there is no mail service: nobody is told by mail, and what is to be told waits. */
  mails: MailOutboxParts | null;
  webhooks: WebhookOutboxParts;
  /** How long it waits for news of the database before it looks by itself, in milliseconds; for tests. */
  pollMs?: number;
}

/** A running relay. */
export interface OutboxRelay {
  /** Takes nothing new up, and waits for what is being sent as long as {@link stopLimitMs}. */
  stop(): Promise<void>;
}

/** A notification that was not heard, or a morning's digest that is due, waits no longer. */
const defaultPollMs = 5_000;

/** Longer than a mail or a webhook may take, shorter than what a container is given to stop. */
const stopLimitMs = 15_000;

const dossiersAtOnce = 200;

/**
 * Tells people and endpoints what the timelines say: plans from the lines that were written with each state, and sends. Each
 * worker runs one; they share the work by claims in the database. Postgres says when there is something to do.
 */
export function startOutboxRelay(parts: RelayParts): OutboxRelay {
  const { db, databaseUrl, log, pollMs = defaultPollMs } = parts;
  const mails = parts.mails === null ? null : new Sender(mailOutbox(parts.mails), { log, pollMs });
  const webhooks = new Sender(webhookOutbox(parts.webhooks), { log, pollMs });
  const planners: Loop[] = [];
  const wakeAll = () => {
    for (const part of [...planners, mails, webhooks]) part?.wake();
  };
  const addPlanner = (name: string, plan: (em: EntityManager, limit: number) => Promise<number>) => {
    const look = async () => {
      const planned = await plan(db.em.fork(), dossiersAtOnce);
      // Those who send, and the other planner, which leaves out the lines that this one holds.
      if (planned > 0) wakeAll();
      return planned === dossiersAtOnce;
    };
    planners.push(new Loop({ name, log, pollMs, look }));
  };
  if (mails !== null) addPlanner('planning mails', planNotices);
  addPlanner('planning webhooks', planDeliveries);
  const listener = new NotificationListener(databaseUrl, ['dossier_changed', 'outbox_changed'], {
    heard: (channel, payload) => {
      if (channel === 'dossier_changed') for (const planner of planners) planner.wake();
      else (payload === 'notices' ? mails : webhooks)?.wake();
    },
    connected: wakeAll,
    lost: (error) => log.warn({ error: nameOf(error) }, 'relay: connection lost, looks by itself'),
  });
  for (const part of [...planners, mails, webhooks, listener]) part?.start();
  return {
    stop: async () => {
      await Promise.all([
        listener.close(),
        ...planners.map((planner) => planner.stop()),
        mails?.stop(stopLimitMs),
        webhooks.stop(stopLimitMs),
      ]);
    },
  };
}
