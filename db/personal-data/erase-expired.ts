import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { finishedStates } from '../../domain/dossier/states.ts';
import { dayMs, retention } from '../../domain/policy/retention.ts';
import { queries } from '../database.ts';
import { eraseUnusedAttachments } from '../documents/attachments.ts';
import { rowsOfDossier } from './erased-tables.ts';

const dossiersAtOnce = 500;

/**
 * Erases whatever has been kept long enough, and says how much of what. Again, it finds nothing more.
 * @param moved called each time that some of it is done
 */
export async function eraseExpired(
  em: EntityManager,
  now: Date,
  moved: () => void = () => undefined,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {
    dossiers: await eraseDossiers(em, now, moved),
    attachments: await eraseUnusedAttachments(em),
  };
  for (const [name, statement] of Object.entries(shortLived(now))) {
    const { numAffectedRows } = await statement.execute(queries(em));
    counts[name] = Number(numAffectedRows ?? 0);
    moved();
  }
  return counts;
}

/** What has a period of its own, beside dossiers. */
function shortLived(now: Date) {
  const before = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
  return {
    sessions: sql`delete from http_sessions where expire < ${now.toISOString()}`,
    rateLimits: sql`delete from rate_limits where expire < ${now.getTime()}`,
    keptForms: sql`delete from kept_forms where expires_at < ${now.toISOString()}`,
    captchas: sql`delete from captchas where expires_at < ${now.toISOString()}`,
    // Their own workflow erases them after a day: this is for those whose workflow was lost.
    registrations: sql`delete from registrations where created_at < ${before(retention.lostRegistrationDays)}`,
    accountRequests: sql`
      delete from account_requests where coalesce(expires_at, created_at) < ${before(retention.accountRequestDays)}`,
    loginGuards: sql`delete from login_guards where last_failure_at < ${before(retention.loginFailureDays)}`,
    exportFiles: sql`
      update data_exports set json_ciphertext = null, json_key_id = null, pdf_ciphertext = null, pdf_key_id = null
      where expires_at < ${now.toISOString()} and json_ciphertext is not null`,
    exports: sql`delete from data_exports where requested_at < ${before(retention.exportRecordDays)}`,
    stripeEvents: sql`delete from stripe_events where received_at < ${before(retention.serviceEventDays)}`,
    accountNotices: sql`
      delete from notices where dossier_number is null and planned_at < ${before(retention.serviceEventDays)}`,
    webhookLog: sql`
      delete from webhook_deliveries where status <> 'planned' and created_at < ${before(retention.webhookLogDays)}`,
    accesses: sql`delete from personal_data_accesses where at < ${before(retention.accessLogDays)}`,
  };
}

/** Dossiers whose workflow has ended: their record's time is over, or their draft was deleted. */
async function eraseDossiers(em: EntityManager, now: Date, moved: () => void): Promise<number> {
  const deletedBefore = new Date(now.getTime() - retention.deletedDraftDays * dayMs).toISOString();
  let erased = 0;
  for (;;) {
    const { rows } = await sql<{ number: string }>`
      select number from dossiers
      where (state = any(${[...finishedStates]}) and deadline_at is null)
        or (state = 'draft' and deleted_at < ${deletedBefore})
      limit ${dossiersAtOnce}`.execute(queries(em));
    for (const { number } of rows) {
      await eraseDossier(em, number);
      moved();
    }
    erased += rows.length;
    if (rows.length < dossiersAtOnce) return erased;
  }
}

/** Takes everything about a dossier but its number, which is never given out again, and the movements of rights. */
async function eraseDossier(em: EntityManager, number: string): Promise<void> {
  await em.transactional(async (tx) => {
    const q = queries(tx);
    for (const { table, number: column } of rowsOfDossier) {
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${number}`.execute(q);
    }
    await sql`update dossier_numbers set idempotency_key = number, fingerprint = '' where number = ${number}`.execute(
      q,
    );
  });
}
