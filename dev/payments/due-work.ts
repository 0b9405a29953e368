import { settlePayment } from './checkout/settle.ts';
import { expireSession } from './checkout/expire-session.ts';
import { noRequest, nowMs, type Desk } from './desk.ts';
import { openDispute } from './disputes.ts';
import { endRefund } from './refunds/end-refund.ts';
import type { DueWork } from './state.ts';

/** Does what is due by now: sessions expire, slow payments and refunds end, disputes come. True when anything happened. */
export function doDueWork(desk: Desk, until: number = nowMs(desk)): boolean {
  const expired = Object.values(desk.state.sessions).filter(
    ({ session }) => session.status === 'open' && session.expires_at * 1000 <= nowMs(desk),
  );
  for (const stored of expired) expireSession(desk, stored, noRequest);
  const due = desk.state.due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
  desk.state.due = desk.state.due.filter(({ at }) => at > until);
  for (const work of due) doWork(desk, work);
  return expired.length + due.length > 0;
}

/** When something is due next, in ms since 1970 by this server's clock; undefined when nothing is. */
export function nextDue(desk: Desk): number | undefined {
  const instants = desk.state.due.map(({ at }) => at);
  for (const { session } of Object.values(desk.state.sessions)) {
    if (session.status === 'open') instants.push(session.expires_at * 1000);
  }
  return instants.length === 0 ? undefined : instants.reduce((a, b) => Math.min(a, b));
}

function doWork(desk: Desk, work: DueWork): void {
  switch (work.kind) {
    case 'settle': {
      const stored = desk.state.sessions[work.session];
      if (stored !== undefined) settlePayment(desk, stored, work.ends);
      return;
    }
    case 'dispute':
      openDispute(desk, work.charge);
      return;
    case 'refund': {
      const refund = desk.state.refunds[work.refund];
      if (refund !== undefined) endRefund(desk, refund, work.ends);
      return;
    }
  }
}
