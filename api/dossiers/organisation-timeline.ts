import type { EntityManager } from '@mikro-orm/postgresql';
import type { Sender } from '../../db/organisation/sender.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Page } from '../http/cursor.ts';
import { sendersOf } from './senders.ts';
import { timelineOf, type TimelineEvent } from './timeline.ts';

/** One line of the timeline as the organisation sees it: without what messages say (amounts, reasons), with who sent its own. */
export type OrganisationEvent = Omit<TimelineEvent, 'details'> & { sender: Sender | null };

/** Reads a dossier's timeline for its organisation, from the sending on, oldest first. */
export async function organisationTimeline(
  em: EntityManager,
  number: DossierNumber,
  page: { page?: string | undefined; limit: number },
): Promise<Page<OrganisationEvent>> {
  const senders = await sendersOf(em, number);
  const { items, nextPage } = await timelineOf(em, number, page);
  const sent = items.filter(({ toState }) => toState !== 'draft');
  return {
    items: sent.map(({ details: _details, ...event }) => ({
      ...event,
      sender: senders.get(event.version) ?? null,
    })),
    nextPage,
  };
}
