import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  currentUpdateInfo,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Timer } from '../../domain/dossier/clock.ts';
import { awaited } from '../../domain/dossier/awaited.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import * as contract from './contract.ts';
import { Duties } from './duties.ts';
import { incomingOf, incomingReply, incomingValidation, senders } from './incoming.ts';
import { Mailbox, noteRefusal } from './mailbox.ts';
import { incomingPayment } from './payment-signal.ts';

const burst = '10 seconds';

/** How a dossier's workflow ends: the last state that it knew, or null when there is no such dossier. */
export interface DossierResult {
  state: DossierState | null;
  version: number;
}

/**
 * One dossier while it is open: takes its messages, has each applied to the row, waits for its next timer, and does what it owes
 * outside. Ends with its dossier; what comes later starts a short run from the row.
 */
export async function dossier(input: contract.DossierInput): Promise<DossierResult> {
  const mailbox = new Mailbox(input.number);
  const duties = new Duties(mailbox);
  receiveMessages(mailbox, duties);

  // Cancelled from the Web UI, a dossier goes on: what it owes to people cannot be given up there.
  return await CancellationScope.nonCancellable(async () => {
    if (mailbox.isIdle) await mailbox.catchUp();
    do {
      while (!isDone(mailbox, duties)) {
        await nextEvent(input, mailbox, duties);
        if (runIsLong(input)) return await nextRun(input, mailbox);
      }
      mailbox.view.write();
      await condition(allHandlersFinished);
    } while (!isDone(mailbox, duties) || (await moreComes(mailbox)));
    return { state: mailbox.clock?.state ?? null, version: mailbox.clock?.version ?? 0 };
  });
}

function receiveMessages(mailbox: Mailbox, duties: Duties): void {
  const always = <T>(act: () => Promise<T>): Promise<T> => CancellationScope.nonCancellable(act);
  const { number } = mailbox;
  const open = (request: contract.OpenRequest) =>
    always(() => mailbox.ask((activities) => activities.openDossier({ ...request, number })));

  setHandler(contract.dossierViewQuery, () => readingOf(mailbox, duties));
  setHandler(contract.openUpdate, open);
  setHandler(contract.openSignal, async (request) => void (await open(request).catch(noteRefusal)));
  for (const type of senders.keys()) {
    const idOfUpdate = () => currentUpdateInfo()?.id ?? '';
    setHandler(contract.updateOf(type), (sent) =>
      always(() => mailbox.answer(incomingOf(type, sent, idOfUpdate()))),
    );
    setHandler(contract.signalOf(type), (sent) =>
      always(() => mailbox.take(incomingOf(type, sent, `${type}:${Date.now()}`))),
    );
  }
  setHandler(contract.openCheckoutUpdate, () => always(() => duties.openCheckout()));
  setHandler(contract.organisationReplySignal, (sent) => always(() => mailbox.take(incomingReply(sent))));
  setHandler(contract.traineeValidationSignal, (sent) =>
    always(() => mailbox.take(incomingValidation(sent))),
  );
  setHandler(contract.paymentResultSignal, (sent) => always(() => mailbox.take(incomingPayment(sent))));
  setHandler(contract.nudgeSignal, () => always(() => mailbox.catchUp()));
}

/** Waits until something else is to be waited for, until operators are to see more, or until the dossier's own timer rings. */
async function nextEvent(input: contract.DossierInput, mailbox: Mailbox, duties: Duties): Promise<void> {
  const { timer, view } = mailbox;
  const showAt = view.dueAt;
  const isNext = () => {
    if (!mailbox.isIdle) return false;
    const waitsForOther = mailbox.timer?.at !== timer?.at || view.dueAt !== showAt;
    return waitsForOther || isDone(mailbox, duties) || runIsLong(input);
  };
  if (showAt !== null && (timer === null || showAt < Date.parse(timer.at))) {
    if (!(await condition(isNext, left(showAt), { summary: 'mise à jour de la recherche' }))) view.write();
    return;
  }
  if (timer === null) return await condition(isNext);
  if (await condition(isNext, left(Date.parse(timer.at)), { summary: summaryOf(timer) })) return;
  if (timer.closesPages === true) await duties.closePagesBeforeLapse();
  await mailbox.ring();
}

/** The rest of the time to an instant, in milliseconds: a timer of nothing is none. */
function left(at: number): number {
  return Math.max(1, at - Date.now());
}

function summaryOf({ kind, isReminder }: Timer): string {
  return `${isReminder === true ? 'rappel' : 'échéance'} : ${awaited[kind]}`;
}

/** What is said of one payment comes in a burst, and its bits in any order: one run takes them all. */
async function moreComes(mailbox: Mailbox): Promise<boolean> {
  if (mailbox.clock?.isPaidByCard !== true) return false;
  return await condition(() => !mailbox.isIdle, burst, { summary: 'suite des nouvelles du paiement' });
}

/** Nothing is waited for, owed or half done: also where there is no such dossier. */
function isDone(mailbox: Mailbox, duties: Duties): boolean {
  return mailbox.isIdle && mailbox.isOver && !duties.areUnderWay;
}

function runIsLong({ eventsPerRun }: contract.DossierInput): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return eventsPerRun === undefined ? continueAsNewSuggested : historyLength >= eventsPerRun;
}

/** A new run reads the row again; a message that arrives meanwhile is applied first. */
async function nextRun(input: contract.DossierInput, mailbox: Mailbox): Promise<never> {
  await condition(() => mailbox.isIdle && allHandlersFinished());
  // The next run takes what is written for what the dossier's row says.
  mailbox.view.write();
  return await continueAsNew<typeof dossier>(input);
}

function readingOf({ clock }: Mailbox, { begun }: Duties): contract.DossierReading | null {
  if (clock === null) return null;
  const { version, state, waitingFor, timer = null } = clock;
  return { version, state, waitingFor, timer, begun };
}
