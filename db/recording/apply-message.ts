import type { EntityManager } from '@mikro-orm/postgresql';
import { timerOf } from '../../domain/dossier/clock.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import { transition } from '../../domain/dossier/transition.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import { gatherFacts, looksOutside, needsProofs } from './gather-facts.ts';
import { findStep, type KnownStep, lockDossier, readDossier, type Step } from './read-dossier.ts';
import { writeStep } from './write-step.ts';

/** A message to apply to the dossier as it is. */
export interface Application {
  number: DossierNumber;
  message: DossierMessage;
  /** The sender's digest of what it sent, to tell a retry from another message under the same id. */
  fingerprint: string | null;
}

/** What applying looks at beside the database. */
export interface ApplyOptions {
  /** The policy in force: a dossier that is sent now keeps it. */
  policyVersion: PolicyVersion;
  /** The dossier as this process last saw it, if it did: only spares a read, since a step is written on the very version. */
  seen?: Dossier | undefined;
}

/** What became of a message, and the dossier as it is now; null when there is none of that number. */
export interface Applied {
  dossier: Dossier | null;
  outcome: Step | Refusal;
}

/**
 * Applies a message by the rules to the dossier as it is, and records all that it changes (state, timeline, rights) at once. A
 * message that was applied before gives the same answer and changes nothing, whoever else wrote meanwhile; another one under its id
 * is refused. Nothing that was recorded is ever undone (docs/decisions/0004-apply-never-undo.md).
 */
export async function applyMessage(
  em: EntityManager,
  application: Application,
  options: ApplyOptions,
): Promise<Applied> {
  const { number, message } = application;
  const queries = queriesOf(em);
  const applied = looksOutside(message)
    ? await em.transactional(async (transaction) => {
        const held = queriesOf(transaction);
        const before = needsProofs(message)
          ? await lockDossier(held, number)
          : (options.seen ?? (await readDossier(held, number)));
        return await quickly(held, before, application, options);
      })
    : await quickly(queries, options.seen ?? (await readDossier(queries, number)), application, options);
  return applied ?? (await em.transactional((held) => slowly(queriesOf(held), application, options)));
}

/**
 * Applies a dossier's own timer if it is due. What it says is made of the dossier as it is: one that rings for a deadline that has
 * moved finds nothing due. Throws a `TypeError` when the rules refuse it, which they never may.
 */
export async function applyTimer(
  em: EntityManager,
  { number, now, policyVersion }: { number: DossierNumber; now: number; policyVersion: PolicyVersion },
): Promise<Applied> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const before = await lockDossier(queries, number);
    if (before === null) return { dossier: null, outcome: unknownDossier };
    const timer = timerOf(before);
    const { version, state } = before;
    if (timer === null || Date.parse(timer.at) > now) return { dossier: before, outcome: { version, state } };
    const application = { number, message: timer.message, fingerprint: null };
    const applied = acceptedOnly(await take(queries, before, application, { policyVersion }));
    if (applied === null) throw new TypeError(`dossier ${number} refuses its own timer`);
    return applied;
  });
}

/** Judges a message against the dossier as it was read, or is held still. Null when that does not decide. */
async function quickly(
  queries: Queries,
  before: Dossier | null,
  application: Application,
  options: ApplyOptions,
): Promise<Applied | null> {
  return before === null ? null : acceptedOnly(await take(queries, before, application, options));
}

/** Finds out whether the message was applied before, and judges it, with the dossier held still. */
async function slowly(queries: Queries, application: Application, options: ApplyOptions): Promise<Applied> {
  const before = await lockDossier(queries, application.number);
  if (before === null) return { dossier: null, outcome: unknownDossier };
  const known = await findStep(queries, application);
  if (known !== null) return { dossier: before, outcome: sameAnswer(known, application, before) };
  const applied = await take(queries, before, application, options);
  if (applied === null) throw new TypeError(`dossier ${application.number} moved while it was locked`);
  return applied;
}

/** Judges a message, and writes what comes of it. Null when the dossier has moved on, or holds the message already. */
async function take(
  queries: Queries,
  before: Dossier,
  { message, fingerprint }: Application,
  { policyVersion }: ApplyOptions,
): Promise<Applied | null> {
  const facts = { policyVersion, ...(await gatherFacts(queries, before, message)) };
  const outcome = transition(before, message, facts);
  if (isRefusal(outcome)) return { dossier: before, outcome };
  if (!(await writeStep(queries, { before, outcome, message, fingerprint }))) return null;
  const { version, state } = outcome.dossier;
  return { dossier: outcome.dossier, outcome: { version, state } };
}

/** A refusal may come of an old sight of the dossier, or of a message that was applied already. */
function acceptedOnly(applied: Applied | null): Applied | null {
  return applied === null || isRefusal(applied.outcome) ? null : applied;
}

function sameAnswer(known: KnownStep, { fingerprint }: Application, { state }: Dossier): Step | Refusal {
  const isOther = fingerprint !== null && known.fingerprint !== null && fingerprint !== known.fingerprint;
  if (isOther) return { refused: 'idempotency_key_reused', state };
  return { version: known.version, state: known.state };
}

const unknownDossier: Refusal = { refused: 'not_allowed_in_state', state: 'draft' };
