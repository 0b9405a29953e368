import { traineeForceMajeure, type TraineeReason } from '../../../domain/dossier/cancellation-reasons.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { proofMediaTypes } from '../../../domain/dossier/proofs.ts';
import type { Exchange } from '../../http/route.ts';
import { formHtml } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { proofsPath } from './view.ts';

/** The form that gives a proof of force majeure. */
export function proofFormHtml(
  exchange: Pick<Exchange, 'req'>,
  { number, reason }: { number: DossierNumber; reason: TraineeReason | null },
): string {
  const { texts, wording } = contextOf(exchange.req);
  const { proofs: t } = texts;
  const options = traineeForceMajeure.map((key) => ({
    value: key,
    label: wording.cancellationReasons[key],
  }));
  return formHtml(exchange, {
    title: t.heading,
    action: proofsPath(number),
    fields: [
      { kind: 'choice', name: 'motif-justifie', label: t.reasonLabel, options, value: reason ?? '' },
      {
        kind: 'file',
        name: 'justificatif',
        label: t.fileLabel,
        hint: t.fileHint,
        accept: proofMediaTypes.join(','),
        isMultiple: false,
        isOptional: false,
      },
    ],
    button: t.add,
    look: 'outline',
  });
}
