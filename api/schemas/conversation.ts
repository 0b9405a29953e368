import { z } from 'zod';
import { attachmentsPerMessage, longestMessage } from '../../domain/dossier/conversation.ts';
import { proofMediaTypes } from '../../domain/dossier/proofs.ts';
import { senderSchema } from './timeline.ts';
import { instantSchema, numberParams } from './parts.ts';
import { textSchema } from './text.ts';

/** The path parameters of the routes of one attachment. */
export const attachmentParams = numberParams.extend({ id: z.uuid() });

/** A message to send. */
export const newMessageSchema = z
  .strictObject({
    text: textSchema(longestMessage),
    attachments: z
      .array(z.uuid())
      .max(attachmentsPerMessage)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'Un fichier y figure deux fois.' })
      .default([])
      .meta({ description: 'Files that were uploaded before, each for one message.' }),
  })
  .meta({ id: 'NewMessage' });

/** Up to where the other side's messages were read. */
export const readMarkSchema = z.strictObject({ through: z.uuid() }).meta({ id: 'ReadMark' });

/** A file that goes with a message. */
export const attachmentSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.enum(proofMediaTypes).meta({ description: 'As found in the content.' }),
    sizeBytes: z.int(),
  })
  .meta({ id: 'Attachment' });

/** A message, as its trainee sees it. */
export const messageSchema = z
  .object({
    id: z.uuid(),
    author: z.enum(['trainee', 'organisation']),
    text: z.string(),
    sentAt: instantSchema,
    readAt: instantSchema.nullable().meta({ description: 'When the other side said that it read it.' }),
    attachments: z.array(attachmentSchema),
  })
  .meta({ id: 'Message' });

/** A message, as its organisation sees it. */
export const organisationMessageSchema = messageSchema
  .extend({
    sender: senderSchema
      .nullable()
      .meta({ description: 'Which of our members or keys wrote it; null for the trainee’s.' }),
  })
  .meta({ id: 'OrganisationMessage' });

/** A page of messages, newest first. */
export const conversationSchema = z
  .object({
    items: z.array(messageSchema),
    nextPage: z.string().nullable(),
    unread: z.int().meta({ description: 'Messages of the other side that this side has not read.' }),
    open: z.boolean().meta({ description: 'Whether messages may be sent: until the dossier ends.' }),
    limits: z.object({ characters: z.int(), attachments: z.int(), attachmentBytes: z.int() }),
  })
  .meta({ id: 'Conversation' });

/** A page of messages for their organisation. */
export const organisationConversationSchema = conversationSchema
  .extend({ items: z.array(organisationMessageSchema) })
  .meta({ id: 'OrganisationConversation' });
