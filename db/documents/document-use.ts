import type { TraineeReason } from '../../domain/dossier/cancellation-reasons.ts';
import { attachmentQuota, type Party, takesMessages } from '../../domain/dossier/conversation.ts';
import { proofQuota, takesProofs } from '../../domain/dossier/proofs.ts';
import type { DossierState } from '../../domain/dossier/states.ts';

/** What a document is for, and whose it is: a trainee's proof, or what one side attaches to a message. */
export type DocumentUse = (GivenAsProof & { reason: TraineeReason }) | GivenWithMessage;

/** As much of a use as tells whose quota a document counts in. */
export type DocumentGiver = GivenAsProof | GivenWithMessage;

interface GivenAsProof {
  purpose: 'force_majeure';
  traineeId: string;
}
interface GivenWithMessage {
  purpose: 'message';
  party: Party;
  partyId: string;
}

/** What a dossier takes of a use: in which states, and how much of one side. */
export interface UseRules {
  takes(state: DossierState): boolean;
  quota: { documents: number; bytes: number };
}

/** The rules of each use. */
export const useRules: Readonly<Record<DocumentUse['purpose'], UseRules>> = {
  force_majeure: { takes: takesProofs, quota: proofQuota },
  message: { takes: takesMessages, quota: attachmentQuota },
};

/** Who gave a document, as its row says it: exactly one of the two. */
export function giverOf(use: DocumentGiver): { traineeId: string | null; organisationId: string | null } {
  if (use.purpose === 'force_majeure') return { traineeId: use.traineeId, organisationId: null };
  const { party, partyId } = use;
  return party === 'trainee'
    ? { traineeId: partyId, organisationId: null }
    : { traineeId: null, organisationId: partyId };
}
