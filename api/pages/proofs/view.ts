import type { DossierNumber } from '../../../domain/dossier/number.ts';
import type { documentView } from '../../documents/document-view.ts';
import type { PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { fileFacts } from '../files/file-facts.ts';
import type { Texts } from '../texts/index.ts';

/** A proof as the JSON API shows it. */
type Proof = ReturnType<typeof documentView>;

interface ProofsView {
  t: Texts['proofs'];
  lines: {
    name: string;
    href: string;
    facts: string;
    line: string;
    reviewReason: string | null;
    remove: { action: string; label: string } | null;
  }[];
  formFields: string;
}

const list = template<ProofsView>('proofs/list');

/** Where the proofs of a dossier are. */
export function proofsPath(number: DossierNumber): string {
  return `/dossiers/${number}/justificatifs`;
}

/** The list of a dossier's proofs; nothing when there are none. */
export function proofsHtml(
  context: PageContext,
  { number, proofs, formFields }: { number: DossierNumber; proofs: readonly Proof[]; formFields: string },
): string {
  const { proofs: t } = context.texts;
  const lines = proofs.map((proof) => {
    const href = `${proofsPath(number)}/${proof.id}`;
    const reason = context.wording.cancellationReasons[proof.reason];
    const review = proof.used ? `${t.used}, ${t.reviews[proof.review]}` : t.reviews[proof.review];
    return {
      name: proof.name,
      href,
      facts: fileFacts(context, proof),
      line: t.line(reason, context.dates.dateTime(proof.createdAt), review),
      reviewReason: proof.reviewReason,
      remove: proof.deletable ? { action: `${href}/suppression`, label: t.removeNamed(proof.name) } : null,
    };
  });
  return lines.length === 0 ? '' : list({ t, lines, formFields });
}
