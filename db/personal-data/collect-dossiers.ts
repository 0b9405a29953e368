import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { type DossierState, stateLabels } from '../../domain/dossier/states.ts';
import { messagesOf } from '../conversation/read-messages.ts';
import { queries } from '../database.ts';
import type { DocumentVault } from '../documents/document-vault.ts';
import { documentsOf } from '../documents/read-documents.ts';
import type { ExportedDossier, ExportedRow } from './exported.ts';
import { rowsOf } from './rows-of.ts';

/** What only serves the programs, or stands elsewhere in the export. */
const notExported = ['trainee_id', 'snapshot', 'timer_at', 'refund_due_at', 'refund_heard_at', 'is_over'];

interface Row {
  row: ExportedRow;
  record: ExportedDossier['record'];
  number: DossierNumber;
  state: DossierState;
}

/** Gathers a person's dossiers, deleted drafts included, with everything that hangs on them, oldest first. */
export async function dossiersOf(
  em: EntityManager,
  vault: DocumentVault,
  traineeId: string,
): Promise<ExportedDossier[]> {
  const { rows } = await sql<Row>`
    select d.number, d.state, d.snapshot - 'traineeId' as record,
      to_jsonb(d) - ${notExported}::text[] || jsonb_build_object('training', tr.title, 'organisation', o.name) as row
    from dossiers d join trainings tr on tr.id = d.training_id join organisations o on o.id = d.organisation_id
    where d.trainee_id = ${traineeId} order by d.created_at`.execute(queries(em));
  const dossiers: ExportedDossier[] = [];
  for (const { row, record, number, state } of rows) {
    dossiers.push({
      ...row,
      number,
      label: stateLabels[state],
      record,
      ...(await toldAndPaid(em, number)),
      refunds: refundsOf(record),
      ...(await writtenAndGiven(em, vault, number)),
    });
  }
  return dossiers;
}

function refundsOf({ payment }: ExportedDossier['record']): ExportedRow[] {
  return (payment?.refunds ?? []).map(({ amountCents, paymentId = null, progress }) => ({
    ...{ at: progress?.at ?? null, amountCents, paymentId, status: progress?.status ?? null },
    ...{ refundId: progress?.refundId ?? null, failure: progress?.failure ?? null },
  }));
}

async function toldAndPaid(
  em: EntityManager,
  number: DossierNumber,
): Promise<Pick<ExportedDossier, 'events' | 'texts' | 'payments'>> {
  return {
    events: await rowsOf(
      em,
      sql`select jsonb_build_object('at', at, 'type', type, 'by', by, 'state', to_state, 'details', details) as row
      from dossier_events where number = ${number} order by version`,
    ),
    texts: await rowsOf(
      em,
      sql`select jsonb_build_object('at', created_at, 'by', author, 'text', body) as row
      from dossier_texts where number = ${number} order by created_at`,
    ),
    payments: await rowsOf(
      em,
      sql`select jsonb_build_object('at', created_at, 'amountCents', amount_cents, 'status', status,
        'paymentId', payment_id, 'heardAt', heard_at) as row
      from checkouts where number = ${number} order by sequence, opening`,
    ),
  };
}

async function writtenAndGiven(
  em: EntityManager,
  vault: DocumentVault,
  number: DossierNumber,
): Promise<Pick<ExportedDossier, 'messages' | 'documents' | 'documentAccesses'>> {
  const messages = await messagesOf(queries(em), vault, { number, before: null, limit: null });
  const attachments = messages.flatMap((message) =>
    message.attachments.map(({ name, mediaType, sizeBytes }) => ({
      at: message.sentAt,
      purpose: 'message',
      by: message.author,
      ...{ name, mediaType, sizeBytes },
    })),
  );
  const proofs = (await documentsOf(em, vault, number)).map(
    ({ createdAt, name, mediaType, sizeBytes, reason, review, reviewReason }) => ({
      at: createdAt,
      purpose: 'force_majeure',
      by: 'trainee',
      ...{ name, mediaType, sizeBytes, reason, review, reviewReason },
    }),
  );
  return {
    messages: messages
      .reverse()
      .map(({ sentAt, author, text, readAt }) => ({ at: sentAt, by: author, text, readAt })),
    documents: [...proofs, ...attachments],
    documentAccesses: await rowsOf(
      em,
      sql`select jsonb_build_object('at', at, 'by', by, 'action', action) as row
      from dossier_document_accesses where number = ${number} order by id`,
    ),
  };
}
