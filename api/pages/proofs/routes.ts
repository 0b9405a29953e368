import { largestProofBytes } from '../../../domain/dossier/proofs.ts';
import { traineeForceMajeure } from '../../../domain/dossier/cancellation-reasons.ts';
import { z } from 'zod';
import { downloadDocument, removeDocument } from '../../documents/documents.ts';
import { admitProof, upload } from '../../documents/upload.ts';
import { seeOther } from '../../http/reply.ts';
import { type Form, route } from '../../http/route.ts';
import { filesOf } from '../../http/upload.ts';
import type { InvalidPart } from '../../problems/problem.ts';
import { Problem } from '../../problems/problem.ts';
import { documentParams } from '../../schemas/documents.ts';
import { ofDossier } from '../../routes/shared.ts';
import { contextOf, type PageContext } from '../context.ts';
import { act } from '../dossier/act.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';

const path = '/dossiers/:number/justificatifs';
const oneProof = { params: documentParams, unknown: 'document_not_found' } as const;
const reasonField = z.enum(traineeForceMajeure).nullable().catch(null);
const aboutFile = {
  body_too_large: 'justificatif',
  too_many_files: 'justificatif',
  document_type_refused: 'justificatif',
  document_incomplete: 'justificatif',
  too_many_documents: 'justificatif',
} as const;

/** Giving, reading and deleting proofs of force majeure in a browser. */
export const proofPageRoutes = [
  route({
    ...aPage,
    ...ofDossier,
    method: 'post',
    path,
    access: 'trainee',
    form: true,
    about: aboutFile,
    upload: { files: 1, bytesEach: largestProofBytes },
    summary: 'Give a proof, and see what cancelling with it would do',
    admit: async (exchange) => await admitProof(exchange, exchange.params.number),
    handle: async (exchange) => {
      const { params, body, req } = exchange;
      const context = contextOf(req);
      const { reason, file } = proofOf(context, body);
      await upload(exchange, { number: params.number, reason, ...file });
      leaveNotice(req.session, 'proof_kept');
      return seeOther(`/dossiers/${params.number}/annulation?motif=${reason}#consequences`);
    },
  }),
  route({
    ...aPage,
    ...oneProof,
    method: 'get',
    path: `${path}/:id`,
    access: 'trainee',
    summary: 'A proof, to be saved',
    handle: async (exchange) => await downloadDocument(exchange, exchange.params.number, exchange.params.id),
  }),
  route({
    ...aPage,
    ...oneProof,
    method: 'post',
    path: `${path}/:id/suppression`,
    access: 'trainee',
    form: true,
    summary: 'Delete a proof that no cancellation relied on',
    handle: async (exchange) => {
      const { number, id } = exchange.params;
      return await act(exchange, number, {
        notice: 'proof_deleted',
        work: () => removeDocument(exchange, number, id),
      });
    },
  }),
];

/** Reads the form. Throws `invalid_request` that names what is missing, and what `filesOf` throws. */
function proofOf({ texts }: PageContext, body: Form) {
  const reason = reasonField.parse(body.get('motif-justifie'));
  const [file] = filesOf(body);
  const { chooseReason, chooseFile } = texts.proofs;
  const errors: InvalidPart[] = [];
  if (reason === null) errors.push({ path: 'motif-justifie', message: chooseReason, code: 'told' });
  if (file === undefined) errors.push({ path: 'justificatif', message: chooseFile, code: 'told' });
  if (reason === null || file === undefined) throw new Problem('invalid_request', { errors });
  return { reason, file };
}
