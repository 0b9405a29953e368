import { instant, parisDay } from '../domain/calendar/paris-time.ts';
import type { DemoClient } from './demo-client.ts';
import type { DemoFile } from './demo-file.ts';
import { Problem } from './problem.ts';

/** A session that the demo may choose. */
export interface DemoOffer {
  trainingId: string;
  sessionId: string;
  organisationId: string;
  priceCents: number;
}

interface TrainingPage {
  items: { id: string }[];
  nextPage: string | null;
}

interface Training {
  id: string;
  organisation: { id: string };
  sessions: { id: string; priceCents: number; hasPrerequisites: boolean }[];
}

/** What to look for: with prerequisites or without; within the trainee's rights, or beyond them, so that a card is needed. */
export interface OfferWish {
  prerequisites: boolean;
  byCard?: true;
}

/** Publishes, as its organisation, a session of an offered training that begins and ends today; everything else as offered. */
export async function publishToday(organisation: DemoClient, offer: DemoOffer): Promise<DemoOffer> {
  const today = parisDay(instant(Date.now()));
  const { trainingId, priceCents } = offer;
  const { id: sessionId } = await organisation.post<{ id: string }>('/api/organisation/sessions', {
    ...{ trainingId, priceCents, startsOn: today, endsOn: today, hours: 7, place: 'Lyon' },
    ...{ remote: false, hasPrerequisites: false, region: 'metropole' },
  });
  return { ...offer, sessionId };
}

/** Finds the cheapest session of that kind; as a person would, by searching. */
export async function chooseOffer(demo: DemoFile, trainee: DemoClient, wish: OfferWish): Promise<DemoOffer> {
  const { balanceCents } = await trainee.get<{ balanceCents: number }>('/api/rights');
  const affordable = (await allOffers(demo, trainee))
    .filter(({ hasPrerequisites }) => hasPrerequisites === wish.prerequisites)
    .filter(({ priceCents }) => priceCents > balanceCents === (wish.byCard ?? false))
    .sort((a, b) => a.priceCents - b.priceCents);
  const [offer] = affordable;
  if (offer !== undefined) return offer;
  throw new Problem(
    'Les droits de démonstration sont épuisés : « npm run reset », puis « npm start ».',
    'The demo’s rights are used up: “npm run reset”, then “npm start”.',
  );
}

async function allOffers(demo: DemoFile, trainee: DemoClient) {
  const ours = new Set(demo.organisations.map(({ id }) => id));
  const offers: (DemoOffer & { hasPrerequisites: boolean })[] = [];
  for (let page: string | null = ''; page !== null;) {
    const list: TrainingPage = await trainee.get<TrainingPage>(
      `/api/trainings?limit=100${page === '' ? '' : `&page=${page}`}`,
    );
    for (const { id } of list.items) {
      const training = await trainee.get<Training>(`/api/trainings/${id}`);
      if (!ours.has(training.organisation.id)) continue;
      for (const { id: sessionId, priceCents, hasPrerequisites } of training.sessions.slice(-1)) {
        offers.push({
          trainingId: id,
          sessionId,
          organisationId: training.organisation.id,
          priceCents,
          hasPrerequisites,
        });
      }
    }
    // The demo's own trainings have sessions and so come first: one page is enough when a real catalogue was imported.
    page = offers.length > 0 ? null : list.nextPage;
  }
  return offers;
}
