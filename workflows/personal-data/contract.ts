import { defineSignal } from '@temporalio/workflow';

/** The workflows' type names, as they stand in histories. */
export const dataExportType = 'dataExport';
export const accountErasureType = 'accountErasure';
export const retentionType = 'retention';

/** The one builder of an export's workflow id. */
export function dataExportWorkflowId(exportId: string): string {
  return `data-export-${exportId}`;
}

/** The one builder of an erasure's workflow id. */
export function accountErasureWorkflowId(erasureId: string): string {
  return `account-erasure-${erasureId}`;
}

/** What an export is started with: an id, nothing about the person. */
export interface DataExportInput {
  exportId: string;
}

/** What an erasure is started with. */
export interface AccountErasureInput {
  erasureId: string;
}

/** From the person, or from operators whom they ask, before the reflection ends: the account is opened again. */
export const withdrawErasureSignal = defineSignal('withdrawErasure');
