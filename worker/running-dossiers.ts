import type { Client } from '@temporalio/client';
import type { RunningDossier } from '../activities/backstop/disagreements.ts';
import type { DossierNumber } from '../domain/dossier/number.ts';
import { dossierWorkflowType } from '../workflows/dossier/contract.ts';
import { searchAttributes } from '../workflows/dossier/search-attributes.ts';

const pageSize = 1_000;

/** The dossiers' workflows of one task queue that run, as Temporal lists them: it follows within a second or so. */
export async function* runningDossiers(client: Client, taskQueue: string): AsyncGenerator<RunningDossier> {
  const query = `WorkflowType = '${dossierWorkflowType}' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  for await (const { typedSearchAttributes: found } of client.workflow.list({ query, pageSize })) {
    const number = found.get(searchAttributes.number) as DossierNumber | undefined;
    if (number === undefined) continue;
    const state = found.get(searchAttributes.state) ?? null;
    const deadline = found.get(searchAttributes.deadline)?.getTime() ?? null;
    yield { number, state, deadline };
  }
}
