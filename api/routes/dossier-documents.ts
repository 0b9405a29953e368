import { z } from 'zod';
import { downloadDocument, listDocuments, removeDocument } from '../documents/documents.ts';
import { fileNameHeader, readFileName } from '../documents/file-name.ts';
import { admitProof, upload } from '../documents/upload.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { largestProofBytes, proofMediaTypes } from '../../domain/dossier/proofs.ts';
import { documentListSchema, documentParams, documentSchema, uploadQuery } from '../schemas/documents.ts';
import { ofDossier } from './shared.ts';

const tag = 'dossiers';
const access = 'trainee';
const oneDocument = { params: documentParams, unknown: 'document_not_found' } as const;

/** Proofs of force majeure: their trainee gives, lists, reads and deletes them; the organisation has no way to them. */
export const dossierDocumentRoutes = [
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/dossiers/:number/documents',
    access,
    tag,
    summary: 'Proofs of force majeure, and how many there may be',
    successes: [{ status: 200, description: 'In the order in which they came.', schema: documentListSchema }],
    handle: async (exchange) => ok(await listDocuments(exchange, exchange.params.number)),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/dossiers/:number/documents',
    access,
    tag,
    summary: 'Give a proof of force majeure',
    description:
      'The body is the file itself: PDF, JPEG or PNG, known by its content whatever it is announced as, 10 MB at most. A later cancellation with the ' +
      'same reason relies on it.',
    headers: z.object({
      [fileNameHeader]: z
        .string()
        .optional()
        .meta({ description: 'Name of the file, percent-encoded (UTF-8).' }),
    }),
    query: uploadQuery,
    raw: { mediaTypes: proofMediaTypes, limit: largestProofBytes, byContent: true },
    successes: [{ status: 201, description: 'Kept, encrypted.', schema: documentSchema }],
    problems: [
      'not_allowed_in_state',
      'document_type_refused',
      'document_incomplete',
      'too_many_documents',
      'too_many_uploads',
      'uploads_busy',
      'idempotency_key_reused',
    ],
    admit: async (exchange) => await admitProof(exchange, exchange.params.number),
    handle: async (exchange) => {
      const { params, query, body, req } = exchange;
      return await upload(exchange, { ...params, ...query, name: readFileName(req), content: body });
    },
  }),
  route({
    ...oneDocument,
    method: 'get',
    path: '/api/dossiers/:number/documents/:id',
    access,
    tag,
    summary: 'The file, to be saved',
    successes: [
      {
        status: 200,
        description: 'The file as it was sent.',
        mediaType: proofMediaTypes,
        schema: z.string(),
      },
    ],
    problems: ['dossier_not_found'],
    handle: async (exchange) => await downloadDocument(exchange, exchange.params.number, exchange.params.id),
  }),
  route({
    ...oneDocument,
    method: 'delete',
    path: '/api/dossiers/:number/documents/:id',
    access,
    tag,
    summary: 'Delete a proof that no cancellation relied on',
    successes: [{ status: 204, description: 'Deleted.' }],
    problems: ['dossier_not_found', 'document_in_use'],
    handle: async (exchange) => await removeDocument(exchange, exchange.params.number, exchange.params.id),
  }),
];
