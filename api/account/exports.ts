import { noteDataAccess } from '../../db/personal-data/access-log.ts';
import { type ExportFormat, readExport, requestExport } from '../../db/personal-data/exports.ts';
import { dayMs } from '../../domain/policy/retention.ts';
import {
  type DataExportInput,
  dataExportType,
  dataExportWorkflowId,
} from '../../workflows/personal-data/contract.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { received, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { startWorkflow } from './start-workflow.ts';

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  pdf: 'application/pdf',
};

/** Begins an export of one's data, once a day: asked for again, the one that is there is given. */
export async function beginExport(exchange: Exchange<TraineeCaller>): Promise<Reply> {
  const { em, caller, receivedAt } = exchange;
  const notBefore = new Date(Date.parse(receivedAt) - dayMs).toISOString();
  const state = await requestExport(em, { traineeId: caller.id, at: receivedAt, notBefore });
  if (state.status === 'preparing') {
    const input: DataExportInput = { exportId: state.id };
    await startWorkflow(exchange, {
      type: dataExportType,
      workflowId: dataExportWorkflowId(state.id),
      input,
      summary: 'Export de données',
    });
  }
  return received('/api/account/exports', state);
}

/** Gives a file of one's own export, and notes that it was fetched. */
export async function fetchExport(
  { em, services, caller }: Exchange<TraineeCaller>,
  { id, format }: { id: string; format: ExportFormat },
): Promise<Reply> {
  const now = new Date(services.clock.now());
  const file = await readExport(em, services.vault, { id, traineeId: caller.id, format, now });
  if (file === null) throw new Problem('export_not_found');
  const by = `trainee:${caller.id}` as const;
  await noteDataAccess(em, { by, traineeId: caller.id, data: 'export', purpose: `download ${format}` });
  return {
    status: 200,
    text: { type: mediaTypes[format], body: file },
    headers: { 'Content-Disposition': `attachment; filename="donnees-personnelles.${format}"` },
  };
}
