import type { Client } from '@temporalio/client';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../db/database.ts';
import { parisDay, instant } from '../domain/calendar/paris-time.ts';
import type { DossierState } from '../domain/dossier/states.ts';
import { parseDossierNumber } from '../domain/dossier/number.ts';
import { currentTermsVersion } from '../domain/policy/terms.ts';
import { dossierWorkflowId, paymentResultSignal } from '../workflows/dossier/contract.ts';
import { payByCard } from './demo-card.ts';
import type { DemoClient, DemoDossier } from './demo-client.ts';
import { type DemoOffer, publishToday } from './demo-offers.ts';
import { waitFor } from './wait-for.ts';

/** Who plays in the demo's dossiers. */
export interface Players {
  em: EntityManager;
  temporal: Client;
  /** With plenty of rights. */
  trainee: DemoClient;
  /** With too few rights for most prices: what is left is paid by card. */
  poorTrainee: DemoClient;
  organisationOf(organisationId: string): DemoClient;
  /** Whether payments go to the local payment page. */
  paysLocally: boolean;
}

type Step = (dossier: DemoDossier, play: Play) => Promise<unknown>;

interface Play {
  players: Players;
  trainee: DemoClient;
  organisation: DemoClient;
}

const today = () => parisDay(instant(Date.now()));
const path = ({ number }: DemoDossier) => `/api/dossiers/${number}`;
const organisationPath = ({ number }: DemoDossier) => `/api/organisation/dossiers/${number}`;

const submit: Step = (dossier, { trainee }) => trainee.post(`${path(dossier)}/submission`);
const reply =
  (body: object): Step =>
  (dossier, { organisation }) =>
    organisation.post(`${organisationPath(dossier)}/reply`, body);
const accept = reply({ decision: 'accept' });
const cancel: Step = (dossier, { trainee }) => trainee.post(`${path(dossier)}/cancellation`, {});
const validate: Step = async (dossier, { trainee }) => {
  const { rightsCents, remainderCents } = (await trainee.get(path(dossier))).amounts;
  const consent = { rightsConsent: true, rightsCents, remainderCents, termsVersion: currentTermsVersion };
  return await trainee.post(`${path(dossier)}/validation`, consent);
};
const enter: Step = (dossier, { organisation }) =>
  organisation.post(`${organisationPath(dossier)}/entry`, { enteredOn: today() });
const end: Step = (dossier, { organisation }) =>
  organisation.post(`${organisationPath(dossier)}/end`, { endedOn: today(), attendancePercent: 100 });
const withdraw: Step = (dossier, { organisation }) =>
  organisation.post(`${organisationPath(dossier)}/cancellation`, { reason: 'unusable_premises' });

/** What Stripe's webhook would say, where a dossier is to stay as it then is, or no local payment page can be paid on. */
const payment =
  (status: 'processing' | 'failed'): Step =>
  (dossier, { players }) =>
    handleOf(players, dossier).signal(paymentResultSignal, {
      messageId: `demo:${status}:${dossier.number}`,
      status,
      sequence: 1,
      ...(status === 'failed' ? { failure: 'card_declined' } : {}),
    });
const decline: Step = (dossier, play) =>
  play.players.paysLocally
    ? payByCard(play.trainee, dossier.number, 'insufficientFunds')
    : payment('failed')(dossier, play);

/** How each state is reached, with prerequisites or not, from a draft with a session. */
const scenarios: readonly {
  state: DossierState;
  prerequisites?: true;
  byCard?: true;
  /** Of a session that begins today: only then can an entry be declared. */
  today?: true;
  steps: readonly Step[];
}[] = [
  { state: 'draft', steps: [] },
  { state: 'requested', steps: [submit] },
  { state: 'requested', prerequisites: true, steps: [submit, reply({ decision: 'acknowledge' })] },
  { state: 'refused', steps: [submit, reply({ decision: 'refuse', reason: 'La session est complète.' })] },
  {
    state: 'proposed',
    steps: [
      submit,
      reply({ decision: 'propose', changes: { place: 'Grenoble', note: 'Un lieu plus proche.' } }),
    ],
  },
  { state: 'request_cancelled', steps: [submit, cancel] },
  { state: 'to_validate', steps: [submit, accept] },
  { state: 'payment_pending', byCard: true, steps: [submit, accept, validate, payment('processing')] },
  { state: 'payment_refused', byCard: true, steps: [submit, accept, validate, decline] },
  { state: 'validated', steps: [submit, accept, validate] },
  { state: 'in_training', today: true, steps: [submit, accept, validate, enter] },
  { state: 'completed', today: true, steps: [submit, accept, validate, enter, end] },
  { state: 'cancelled', steps: [submit, accept, validate, cancel] },
  { state: 'cancelled_by_organisation', steps: [submit, accept, validate, withdraw] },
];

/** Brings a dossier into every state by the messages that real people would send. */
export async function seedDossiers(players: Players): Promise<void> {
  const offers = {
    plain: await offersOf(players.em, false),
    withPrerequisites: await offersOf(players.em, true),
  };
  for (const [index, scenario] of scenarios.entries()) {
    const pool = scenario.prerequisites === true ? offers.withPrerequisites : offers.plain;
    const offer = pool[index % pool.length];
    if (offer === undefined) throw new Error('The demo catalogue has no session to choose');
    const trainee = scenario.byCard === true ? players.poorTrainee : players.trainee;
    const play = { players, trainee, organisation: players.organisationOf(offer.organisationId) };
    const { trainingId, sessionId } =
      scenario.today === true ? await publishToday(play.organisation, offer) : offer;
    const dossier = await trainee.post('/api/dossiers', { trainingId, sessionId }, `demo-${index}`);
    for (const step of scenario.steps) await step(dossier, play);
    const reached = async () => {
      const { state } = await trainee.get(path(dossier));
      if (state !== scenario.state) throw new Error(`${dossier.number} is ${state}, not ${scenario.state}`);
    };
    await waitFor(reached);
  }
}

function handleOf({ temporal }: Players, { number }: DemoDossier) {
  return temporal.workflow.getHandle(dossierWorkflowId(parseDossierNumber(number)));
}

async function offersOf(em: EntityManager, prerequisites: boolean): Promise<DemoOffer[]> {
  const { rows } = await sql<DemoOffer>`
    select distinct on (training.title) training.id as "trainingId", training.organisation_id as "organisationId",
      session.id as "sessionId", session.price_cents as "priceCents"
    from training_sessions session join trainings training on training.id = session.training_id
    where session.has_prerequisites = ${prerequisites}
    order by training.title, session.starts_on desc`.execute(queries(em));
  return rows;
}
