import type { SignalDefinition } from '@temporalio/common';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { formatDossierNumber } from '../../domain/dossier/number.ts';
import { dossierWorkflowId, type DossierInput } from './contract.ts';
import { searchAttributes } from './search-attributes.ts';

/** Temporal bounds a summary in bytes; a title may be long. */
const longestTitle = 120;

/** What of a dossier its workflow is started with. */
export type StartedDossier = Pick<Dossier, 'number' | 'organisationId' | 'state'> & {
  training: Pick<Dossier['training'], 'id' | 'title'>;
};

/**
 * How a dossier's workflow is started, by whomever: the running one is found if there is one, and one that has ended is followed by
 * a new run.
 */
export function dossierStart({ number, organisationId, training, state }: StartedDossier, taskQueue: string) {
  const input: DossierInput = { number };
  return {
    workflowId: dossierWorkflowId(number),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    staticSummary: `${formatDossierNumber(number)} — ${training.title.slice(0, longestTitle)}`,
    typedSearchAttributes: [
      { key: searchAttributes.number, value: number },
      { key: searchAttributes.state, value: state },
      { key: searchAttributes.organisation, value: organisationId },
      { key: searchAttributes.training, value: training.id },
    ],
  };
}

/** The same with a signal: for a sender that waits for no answer. */
export function signalStart<Args extends unknown[]>(
  dossier: StartedDossier,
  taskQueue: string,
  signal: SignalDefinition<Args>,
  args: Args,
) {
  // The client's type asks for at least one argument; a signal without any is sent with none.
  return {
    ...dossierStart(dossier, taskQueue),
    signal: signal.name,
    signalArgs: args as unknown as [unknown],
  };
}
