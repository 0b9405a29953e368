import { instant } from '../../domain/calendar/paris-time.ts';
import { isOver } from '../../domain/dossier/clock.ts';
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

/** How long the detail page waits for a worker before it shows the row alone, in milliseconds. */
export const queryLimitMs = 2_000;

/** A dossier with all that its views are made from; its workflow, where it has one, is asked whether that is all. */
export async function sourceOf(exchange: Exchange<Caller>, number: DossierNumber): Promise<ViewSource> {
  const { em, caller, services } = exchange;
  const record = await dossierOf(em, caller, number);
  return await withTexts(exchange, record, await confirmed(services, record));
}

/** A dossier as the caller sees it. */
export async function readDossier(exchange: Exchange<Caller>, number: DossierNumber): Promise<DossierView> {
  return viewOf(await sourceOf(exchange, number));
}

/** The dossier after a message, which was applied to its row. */
export async function readAfter(exchange: Exchange<Caller>, number: DossierNumber): Promise<DossierView> {
  const record = await dossierOf(exchange.em, exchange.caller, number);
  return viewOf(await withTexts(exchange, record, fromRow(record)));
}

function fromRow({ dossier, updatedAt }: DossierRecord): Reading {
  return { dossier, source: 'projection', asOf: instant(updatedAt) };
}

/** What the row says holds now when its workflow knows no more, or when it needs none any longer. */
async function confirmed({ temporal, clock }: Services, record: DossierRecord): Promise<Reading> {
  const { dossier } = record;
  const now = instant(clock.now());
  if (isOver(dossier)) return { dossier, source: 'workflow', asOf: now };
  try {
    const handle = temporal.workflow.getHandle(dossierWorkflowId(dossier.number));
    const reading = await temporal.withDeadline(Date.now() + queryLimitMs, () =>
      handle.query(dossierViewQuery),
    );
    if (reading !== null) return { dossier, source: 'workflow', asOf: now };
  } catch {
    // Whatever the reason, the row is there, and the view says that nobody confirmed it.
  }
  return fromRow(record);
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
