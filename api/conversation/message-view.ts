import type { OpenedMessage } from '../../db/conversation/read-messages.ts';
import type { AttachmentFacts } from '../../db/documents/attachments.ts';

/** A file that goes with a message, as both sides see it. */
export function attachmentView({ id, name, mediaType, sizeBytes }: AttachmentFacts) {
  return { id, name, mediaType, sizeBytes };
}

/** A message as both sides see it. */
export function messageView({ seq: _seq, attachments, ...message }: OpenedMessage) {
  return { ...message, attachments: attachments.map(attachmentView) };
}
