import type { OpenedMessage } from '../../db/conversation/read-messages.ts';
import type { AttachmentFacts } from '../../db/documents/attachments.ts';
import type { Party } from '../../domain/dossier/conversation.ts';

/** A file that goes with a message, as both sides see it. */
export function attachmentView({ id, name, mediaType, sizeBytes }: AttachmentFacts) {
  return { id, name, mediaType, sizeBytes };
}

/** A message as one side sees it. */
export type MessageView = ReturnType<typeof viewForTrainee> & Partial<Pick<OpenedMessage, 'sender'>>;

/** A message for a side: who of the organisation wrote it, only its own people are told. */
export function messageView(message: OpenedMessage, reader: Party): MessageView {
  const view = viewForTrainee(message);
  return reader === 'organisation' ? { ...view, sender: message.sender } : view;
}

function viewForTrainee({ seq: _seq, sender: _sender, attachments, ...message }: OpenedMessage) {
  return { ...message, attachments: attachments.map(attachmentView) };
}
