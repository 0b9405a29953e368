import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { isFinished, type DossierState } from '../../domain/dossier/states.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import {
  type ContestDecision,
  type DeadlineExtension,
  type Delivery,
  type DossierInput,
  deliverSignal,
  deliverUpdate,
  dossierViewQuery,
  extendDeadlineUpdate,
  openCheckoutUpdate,
  openedUpdate,
  organisationReplySignal,
  paymentResultSignal,
  resolveContestUpdate,
  traineeValidationSignal,
} from './contract.ts';
import { DossierFile } from './dossier-file.ts';
import {
  messageOfDecision,
  messageOfExtension,
  messageOfReply,
  messageOfValidation,
  readDelivery,
} from './signals.ts';
import { messageOfPayment } from './payment-signal.ts';
import { Payments } from './payments.ts';
import { nextWake } from './wake.ts';

/** How a dossier's workflow ends: the last state it recorded, or null when its draft never could be. */
export interface DossierResult {
  state: DossierState | null;
  version: number;
}

/**
 * One dossier, from its first draft until its record need no longer be kept (domain.md). Waits for messages and for the one
 * timer of its next reminder or deadline; lives through as many runs as its history needs.
 */
export async function dossier(input: DossierInput): Promise<DossierResult> {
  const file = new DossierFile(input.resumed);
  const payments = new Payments(file);
  receiveMessages(file, payments);
  file.onChange((dossier) => payments.beginDuties(dossier));

  if (input.resumed === undefined) await file.open(input.request);
  while (!file.neverOpened && !isOver(file.dossier)) {
    await nextEvent(file, payments);
    if (runIsLong(input)) return await nextRun(input, file);
  }

  await condition(allHandlersFinished);
  return { state: file.dossier?.state ?? null, version: file.dossier?.version ?? 0 };
}

function receiveMessages(file: DossierFile, payments: Payments): void {
  const once = async <T>(act: () => T | Promise<T>): Promise<T> => {
    // Not awaited without need: a message must take its place in the queue at once, before the next one is checked.
    if (!file.opened) await condition(() => file.opened);
    return await act();
  };

  setHandler(dossierViewQuery, () => file.reading);
  setHandler(openedUpdate, () => once(() => file.openingAnswer()));
  setHandler(deliverUpdate, (delivery) => once(() => file.answer(delivery)), {
    validator: (delivery: Delivery) => file.refuseUnlessAllowed(delivery),
  });
  setHandler(
    extendDeadlineUpdate,
    (sent) => once(() => file.answer(readDelivery(messageOfExtension, sent))),
    {
      validator: (sent: DeadlineExtension) =>
        file.refuseUnlessAllowed(readDelivery(messageOfExtension, sent)),
    },
  );
  setHandler(resolveContestUpdate, (sent) => once(() => file.answer(readDelivery(messageOfDecision, sent))), {
    validator: (sent: ContestDecision) => file.refuseUnlessAllowed(readDelivery(messageOfDecision, sent)),
  });
  setHandler(openCheckoutUpdate, () => once(() => payments.open()));
  setHandler(deliverSignal, (delivery) => once(() => file.take(delivery)));
  setHandler(organisationReplySignal, (sent) => once(() => file.take(readDelivery(messageOfReply, sent))));
  setHandler(traineeValidationSignal, (sent) =>
    once(() => file.take(readDelivery(messageOfValidation, sent))),
  );
  setHandler(paymentResultSignal, (sent) => once(() => file.take(readDelivery(messageOfPayment, sent))));
}

/** Waits until a message changed the dossier, or until its own timer says that it must act. */
async function nextEvent(file: DossierFile, payments: Payments): Promise<void> {
  const before = file.dossier;
  const wake = before === null ? null : nextWake(before);
  const changed = () => file.dossier !== before && file.idle;
  if (wake === null) return await condition(changed);
  const remaining = Math.max(1, wake.at - Date.now());
  const changedInTime = await condition(changed, remaining, { summary: wake.summary });
  if (changedInTime) return;
  if (wake.message.type === 'deadline_passed') await payments.closeBeforeLapse();
  await file.take({ message: wake.message, fingerprint: null });
}

function isOver(dossier: Dossier | null): boolean {
  if (dossier === null) return false;
  const draftIsGone = dossier.state === 'draft' && dossier.deletedAt !== null;
  return draftIsGone || (isFinished(dossier.state) && dossier.deadline === null);
}

function runIsLong({ eventsPerRun }: DossierInput): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return eventsPerRun === undefined ? continueAsNewSuggested : historyLength >= eventsPerRun;
}

/** Hands everything to a new run, once no message is half done: one that arrives meanwhile is settled first. */
async function nextRun(input: DossierInput, file: DossierFile): Promise<never> {
  await condition(() => file.idle && allHandlersFinished());
  return await continueAsNew<typeof dossier>({ ...input, resumed: file.carry() });
}
