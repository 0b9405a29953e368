import type { DossierNumber } from '../../domain/dossier/number.ts';
import { dossierOf } from '../dossiers/access.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { absoluteMs } from '../security/session-life.ts';
import { DossierStream } from './stream.ts';

/**
 * Opens a stream of a dossier's versions: the present one first, unless `Last-Event-ID` says that the reader has it, then each
 * new one until the reader goes, logs out or the process stops. Throws `too_many_streams`.
 */
export async function openStream(exchange: Exchange<TraineeCaller>, number: DossierNumber): Promise<Reply> {
  const { em, caller, req, services } = exchange;
  await dossierOf(em, caller, number);
  services.live.makeRoomFor(caller.id);
  const endsAt = (req.session.startedAt ?? 0) + absoluteMs;
  const owner = { accountId: caller.id, sessionId: req.sessionID, endsAt };
  const known = Number(/^\d{1,9}$/.exec(req.get('Last-Event-ID') ?? '')?.[0] ?? 0);
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Proxies that collect answers would hold the events back.
      'X-Accel-Buffering': 'no',
    },
    stream: (res) => {
      // An open page is nobody's activity: without a session, the end of this answer cannot prolong it.
      delete (req as { session?: unknown }).session;
      const stream = new DossierStream(res, number, owner, known);
      res.once('close', services.live.add(stream));
      // Read after the stream is in the list: a change in between is announced, one way or the other.
      void announcePresent(exchange, number, stream);
    },
  };
}

async function announcePresent(
  { services, caller }: Exchange<TraineeCaller>,
  number: DossierNumber,
  stream: DossierStream,
): Promise<void> {
  try {
    const { dossier } = await dossierOf(services.db.em.fork(), caller, number);
    stream.announce({ number, version: dossier.version, state: dossier.state });
  } catch {
    // Gone, or the database is: the reader connects again and is told then.
    stream.end();
  }
}
