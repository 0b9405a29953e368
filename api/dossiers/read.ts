import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { dossierViewQuery, dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import type { Caller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import type { Services } from '../services.ts';
import { type DossierRecord, dossierOf } from './access.ts';
import type { Reading } from './reading.ts';
import { sendingOf } from './sending.ts';
import { textsOf } from './texts.ts';
import { type DossierView, viewOf, type ViewSource } from './view.ts';

/** How long the detail page waits for a worker before it shows the projection, in milliseconds. */
export const queryLimitMs = 2_000;

/** A dossier with all that its views are made from: its workflow's answer, or the projection when no worker answers in time. */
export async function sourceOf(exchange: Exchange<Caller>, number: DossierNumber): Promise<ViewSource> {
  const { em, caller, services } = exchange;
  const record = await dossierOf(em, caller, number);
  const reading = (await fromWorkflow(services, number)) ?? fromProjection(record);
  return await withTexts(exchange, record, reading);
}

/** A dossier as the caller sees it. */
export async function readDossier(exchange: Exchange<Caller>, number: DossierNumber): Promise<DossierView> {
  return viewOf(await sourceOf(exchange, number));
}

/** The dossier after a message: the projection, unless it lags behind the version that the message made. */
export async function readAfter(
  exchange: Exchange<Caller>,
  number: DossierNumber,
  version: number,
): Promise<DossierView> {
  const { em, caller, services } = exchange;
  const record = await dossierOf(em, caller, number);
  const isCurrent = record.dossier.version >= version;
  const reading = isCurrent ? null : await fromWorkflow(services, number);
  return viewOf(await withTexts(exchange, record, reading ?? fromProjection(record)));
}

function fromProjection({ dossier, updatedAt }: DossierRecord): Reading {
  return { dossier, source: 'projection', asOf: new Date(updatedAt).toISOString() as Instant };
}

/** Null when no worker answers in time, or there is nothing to ask any longer. */
async function fromWorkflow({ temporal, clock }: Services, number: DossierNumber): Promise<Reading | null> {
  try {
    const handle = temporal.workflow.getHandle(dossierWorkflowId(number));
    const reading = await temporal.withDeadline(Date.now() + queryLimitMs, () =>
      handle.query(dossierViewQuery),
    );
    if (reading === null) return null;
    const asOf = new Date(clock.now()).toISOString() as Instant;
    return { dossier: reading.dossier, source: 'workflow', asOf };
  } catch {
    // Whatever the reason, the projection is there, and the view says that it comes from it.
    return null;
  }
}

async function withTexts(
  { em, caller, services }: Exchange<Caller>,
  record: DossierRecord,
  reading: Reading,
): Promise<ViewSource> {
  const { dossier } = reading;
  const now = services.clock.now();
  const policyVersion = services.config.POLICY_VERSION;
  const isOwnDraft = caller.role === 'trainee' && dossier.state === 'draft';
  const [texts, sending] = await Promise.all([
    textsOf(em, dossier),
    isOwnDraft ? sendingOf(em, dossier, { now, policyVersion }) : null,
  ]);
  return { role: caller.role, record, reading, texts, sending, now };
}
