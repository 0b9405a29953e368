import type { TraineeReason } from '../../../domain/dossier/cancellation-reasons.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { takesProofs } from '../../../domain/dossier/proofs.ts';
import { listDocuments } from '../../documents/documents.ts';
import { dossierOf } from '../../dossiers/access.ts';
import { readCancellationCost } from '../../dossiers/cancellation-cost.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage } from '../frame/frame.ts';
import { proofFormHtml } from '../proofs/form.ts';
import { proofsHtml } from '../proofs/view.ts';
import { cancellationView, type CancellationView } from './view.ts';

const cancellationPage = template<CancellationView>('cancellation/cancellation');

/** Where on the way to a cancellation somebody is. */
export interface Shown {
  /** The reason that the consequences are told for. */
  reason: TraineeReason | null;
  /** Whether the reason is still to be asked for, where it matters. */
  isReasonAsked: boolean;
  /** Whether a proof was just not taken. */
  isProofAsked: boolean;
  /** That the trainee goes on without the proof that would make it free. */
  goesWithoutProof: boolean;
}

/** Shows the next step of a cancellation, with what it would do now. */
export async function showCancellation(
  exchange: Exchange<TraineeCaller, { number: DossierNumber }>,
  { reason, ...shown }: Shown,
): Promise<Reply> {
  const { em, caller, params, req } = exchange;
  const { number } = params;
  const { dossier } = await dossierOf(em, caller, number);
  const context = contextOf(req);
  const [cost, { items: proofs }] = await Promise.all([
    readCancellationCost(exchange, number, reason),
    listDocuments(exchange, number),
  ]);
  const fields = formFields(req);
  const view = cancellationView(context, dossier, cost, {
    at: exchange.receivedAt,
    formFields: fields,
    ...shown,
    proofForm: takesProofs(dossier.state) ? proofFormHtml(exchange, { number, reason }) : null,
    proofs: proofsHtml(context, { number, proofs, formFields: fields }),
  });
  return await showPage(exchange, {
    title: view.t.title,
    main: cancellationPage(view),
    section: 'dossiers',
    path: `/dossiers/${number}/annulation`,
  });
}
