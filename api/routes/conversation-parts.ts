import { z } from 'zod';
import { largestProofBytes, proofMediaTypes } from '../../domain/dossier/proofs.ts';
import { fileNameHeader } from '../documents/file-name.ts';
import { pageQuery } from '../http/cursor.ts';
import {
  attachmentParams,
  attachmentSchema,
  conversationSchema,
  messageSchema,
  newMessageSchema,
  organisationConversationSchema,
  organisationMessageSchema,
  readMarkSchema,
} from '../schemas/conversation.ts';
import { ofDossier } from './shared.ts';

/** What the organisation's own people are told beside: which of them wrote. */
export const ofOrganisation = {
  list: {
    successes: [{ status: 200, description: 'A page of messages.', schema: organisationConversationSchema }],
  },
  post: { successes: [{ status: 201, description: 'Sent.', schema: organisationMessageSchema }] },
} as const;

/** What both sides' routes about messages declare alike. */
export const conversationParts = {
  list: {
    ...ofDossier,
    method: 'get',
    tag: 'messages',
    summary: 'Messages with the other side, newest first',
    query: z.object(pageQuery),
    successes: [{ status: 200, description: 'A page of messages.', schema: conversationSchema }],
  },
  post: {
    ...ofDossier,
    method: 'post',
    tag: 'messages',
    summary: 'Write to the other side',
    description:
      'From the sending of the request until the dossier ends. The other side is told by mail that it is there.',
    body: newMessageSchema,
    successes: [{ status: 201, description: 'Sent.', schema: messageSchema }],
    problems: ['conversation_closed', 'attachment_not_usable', 'idempotency_key_reused'],
  },
  read: {
    ...ofDossier,
    method: 'put',
    tag: 'messages',
    summary: 'Say up to which message the other side’s were read',
    body: readMarkSchema,
    successes: [{ status: 204, description: 'Noted.' }],
    problems: ['message_not_found'],
  },
  attach: {
    ...ofDossier,
    method: 'post',
    tag: 'messages',
    summary: 'Upload a file for a message',
    description:
      'The body is the file itself: PDF, JPEG or PNG, known by its content whatever it is announced as, 10 MB at most. Erased after a day unless a ' +
      'message was sent with it.',
    headers: z.object({
      [fileNameHeader]: z
        .string()
        .optional()
        .meta({ description: 'Name of the file, percent-encoded (UTF-8).' }),
    }),
    raw: { mediaTypes: proofMediaTypes, limit: largestProofBytes, byContent: true },
    successes: [{ status: 201, description: 'Kept, encrypted.', schema: attachmentSchema }],
    problems: [
      'conversation_closed',
      'document_type_refused',
      'document_incomplete',
      'too_many_attachments',
      'too_many_uploads',
      'uploads_busy',
      'idempotency_key_reused',
    ],
  },
  download: {
    params: attachmentParams,
    unknown: 'document_not_found',
    method: 'get',
    tag: 'messages',
    summary: 'A file that goes with a message, to be saved',
    successes: [
      {
        status: 200,
        description: 'The file as it was sent.',
        mediaType: proofMediaTypes,
        schema: z.string(),
      },
    ],
    problems: ['dossier_not_found'],
  },
} as const;
