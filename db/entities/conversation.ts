import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Party } from '../../domain/dossier/conversation.ts';

/** A message between the two parties of a dossier. Its text is encrypted (`db/documents/document-vault.ts`). */
export const ConversationMessage = defineEntity({
  name: 'ConversationMessage',
  tableName: 'conversation_messages',
  properties: {
    id: p.uuid().primary(),
    /** The order in which messages were posted. */
    seq: p.bigint(),
    number: p.text(),
    author: p.text().$type<Party>(),
    /** `trainee:<id>`, `member:<id>` or `key:<id>`. */
    sentBy: p.text(),
    bodyCiphertext: p.blob(),
    keyId: p.text(),
    sentAt: p.datetime(),
    /** When the other side said that it read it. */
    readAt: p.datetime().nullable(),
  },
});
