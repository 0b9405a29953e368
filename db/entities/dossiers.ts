import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/states.ts';

/** A number given out, before its dossier's workflow starts: what makes a repeated request give the same dossier. */
export const DossierNumberGrant = defineEntity({
  name: 'DossierNumberGrant',
  tableName: 'dossier_numbers',
  properties: {
    number: p.text().primary(),
    traineeId: p.uuid(),
    idempotencyKey: p.text(),
    fingerprint: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A dossier: its snapshot, and in columns what is looked for and what is waited for. */
export const DossierRow = defineEntity({
  name: 'DossierRow',
  tableName: 'dossiers',
  properties: {
    number: p.text().primary(),
    traineeId: p.uuid(),
    organisationId: p.uuid(),
    trainingId: p.uuid(),
    state: p.text().$type<DossierState>(),
    version: p.integer(),
    deadlineAt: p.datetime().nullable(),
    deadlineKind: p.text().nullable(),
    sentAt: p.datetime().nullable(),
    deletedAt: p.datetime().nullable(),
    /** When the dossier next acts by itself. */
    timerAt: p.datetime().nullable(),
    /** When money that is due back is to be asked for. */
    refundDueAt: p.datetime().nullable(),
    /** When the payment service last told of a refund that the bank has not carried out yet. */
    refundHeardAt: p.datetime().nullable(),
    /** Whether it needs no workflow any more. */
    isOver: p.boolean(),
    snapshot: p.json().$type<Dossier>(),
    waitingFor: p.text(),
    createdAt: p.datetime(),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** One line of a dossier's timeline: who did what, when, by which rule. */
export const DossierEvent = defineEntity({
  name: 'DossierEvent',
  tableName: 'dossier_events',
  primaryKeys: ['number', 'version'],
  properties: {
    number: p.text().primary(),
    version: p.integer().primary(),
    type: p.text(),
    by: p.text(),
    fromState: p.text().$type<DossierState>().nullable(),
    toState: p.text().$type<DossierState>(),
    /** Unique in the dossier: a message is applied once. */
    messageId: p.text(),
    /** The sender's digest of the message, to tell a retry from another one under its id. */
    fingerprint: p.text().nullable(),
    at: p.datetime(),
    /** The deadline that ran after it, as it was then. */
    deadline: p.json().$type<Dossier['deadline']>().nullable(),
    details: p.json().$type<Record<string, unknown>>(),
    /** When it was decided which webhooks tell of it. */
    webhooksPlannedAt: p.datetime().nullable(),
    /** When it was decided who is told of it; null until then. */
    plannedAt: p.datetime().nullable(),
  },
});

/** Free text written by a person about a dossier. It may hold personal data, so it never enters a workflow. */
export const DossierText = defineEntity({
  name: 'DossierText',
  tableName: 'dossier_texts',
  properties: {
    id: p.uuid().primary(),
    number: p.text(),
    author: p.text().$type<'trainee' | 'organisation'>(),
    body: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
