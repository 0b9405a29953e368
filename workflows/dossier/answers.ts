import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Answer } from './contract.ts';

/** More than any person or webhook sends again; the oldest are forgotten first. */
const remembered = 100;

/** Remembers the answers given, so that a message sent twice is done once and answered alike, in whatever run. */
export class Answers {
  private readonly known: Map<string, Answer>;

  constructor(carried: readonly Answer[] = []) {
    this.known = new Map(carried.map((answer) => [answer.messageId, answer]));
  }

  /** The answer given to this message before, if any. */
  find(messageId: string): Answer | undefined {
    return this.known.get(messageId);
  }

  /** Notes the answer to a message that was just settled. */
  note(message: DossierMessage, fingerprint: string | null, { version, state }: Dossier): Answer {
    const answer: Answer = { messageId: message.id, fingerprint, version, state };
    this.known.set(message.id, answer);
    const oldest = this.known.keys().next();
    if (this.known.size > remembered && oldest.done !== true) this.known.delete(oldest.value);
    return answer;
  }

  /** What the next run needs. */
  carry(): Answer[] {
    return [...this.known.values()];
  }
}
