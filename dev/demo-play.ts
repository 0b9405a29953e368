import { frenchDateTime } from '../domain/calendar/french-dates.ts';
import { instant, parisDay } from '../domain/calendar/paris-time.ts';
import { cents, formatEuros } from '../domain/money.ts';
import { currentTermsVersion } from '../domain/policy/terms.ts';
import { DemoClient, type DemoDossier } from './demo-client.ts';
import type { DemoFile } from './demo-file.ts';
import { payByCard } from './demo-card.ts';
import { chooseOffer, type DemoOffer, type OfferWish, publishToday } from './demo-offers.ts';
import { waitFor } from './wait-for.ts';

/** Says one line to whoever watches. */
export type Say = (line: string) => void;

interface Stage {
  trainee: DemoClient;
  organisation: DemoClient;
  offer: DemoOffer;
  say: Say;
}

const nextActions: Readonly<Record<string, string>> = {
  submit: 'le titulaire envoie son dossier',
  validate: 'le titulaire valide',
  open_payment: 'le titulaire paie',
  cancel: 'le titulaire peut annuler',
  delete: 'le titulaire peut supprimer le dossier de sa liste',
  accept: 'l’organisme répond',
  acknowledge: 'l’organisme accuse réception',
  declare_entry: 'l’organisme déclare l’entrée en formation',
  declare_end: 'l’organisme déclare la fin de la formation',
};

const changeLabels: Readonly<Record<string, string>> = {
  startsOn: 'début',
  endsOn: 'fin',
  priceCents: 'prix',
  hours: 'heures',
  place: 'lieu',
  note: 'message',
};

function shown(field: string, value: string | number | null): string {
  if (value === null) return '–';
  return field === 'priceCents' ? formatEuros(cents(Number(value))) : String(value);
}

/**
 * Plays a dossier to « Formation terminée », then one with prerequisites, one refused and one proposal; with the local payment
 * page also one that is paid by card.
 */
export async function playDemo(demo: DemoFile, say: Say): Promise<void> {
  const byWealth = [...demo.trainees].sort((a, b) => b.balanceCents - a.balanceCents);
  const [richest, poorest] = [byWealth[0], byWealth.at(-1)];
  if (richest === undefined || poorest === undefined) throw new Error('The demo has no trainee');
  const rich = await DemoClient.asTrainee(demo.baseUrl, richest);
  const stageFor = async (wish: OfferWish, trainee = rich): Promise<Stage> => {
    const offer = await chooseOffer(demo, trainee, wish);
    const key = demo.organisations.find(({ id }) => id === offer.organisationId)?.apiKey ?? '';
    return { trainee, organisation: DemoClient.asOrganisation(demo.baseUrl, key), offer, say };
  };
  await untilTheEnd(await stageFor({ prerequisites: false }));
  await withPrerequisites(await stageFor({ prerequisites: true }));
  await refused(await stageFor({ prerequisites: false }));
  await withProposal(await stageFor({ prerequisites: false }));
  if (demo.payments === null) return;
  const poor = await DemoClient.asTrainee(demo.baseUrl, poorest);
  await paidByCard(await stageFor({ prerequisites: false, byCard: true }, poor));
}

async function untilTheEnd(stage: Stage): Promise<void> {
  stage.say('\n— Un dossier, du brouillon à la fin de la formation —');
  stage.say('L’organisme publie une session qui commence et finit aujourd’hui');
  const offer = await publishToday(stage.organisation, stage.offer);
  const { number } = await sent({ ...stage, offer });
  await reply(stage, number, { decision: 'accept' });
  await validate(stage, number);
  const today = parisDay(instant(Date.now()));
  await stage.organisation.post(`/api/organisation/dossiers/${number}/entry`, { enteredOn: today });
  await tell(stage, number, 'L’organisme déclare l’entrée en formation');
  await stage.organisation.post(`/api/organisation/dossiers/${number}/end`, { endedOn: today });
  await tell(stage, number, 'L’organisme déclare la fin de la formation');
}

async function withPrerequisites(stage: Stage): Promise<void> {
  stage.say('\n— Une formation avec prérequis —');
  const { number } = await sent(stage);
  await reply(stage, number, { decision: 'acknowledge' });
  await reply(stage, number, { decision: 'accept' });
  await cancel(stage, number);
}

async function refused(stage: Stage): Promise<void> {
  stage.say('\n— Une demande refusée —');
  const { number } = await sent(stage);
  await reply(stage, number, { decision: 'refuse', reason: 'La session est complète.' });
}

async function withProposal(stage: Stage): Promise<void> {
  stage.say('\n— Une proposition de l’organisme —');
  const { number } = await sent(stage);
  const changes = {
    priceCents: stage.offer.priceCents - 5_000,
    place: 'Grenoble',
    note: 'Un lieu plus proche.',
  };
  await reply(stage, number, { decision: 'propose', changes });
  for (const { field, before, after } of (await stage.trainee.get(`/api/dossiers/${number}`)).changes) {
    stage.say(`    ${changeLabels[field] ?? field} : ${shown(field, before)} → ${shown(field, after)}`);
  }
  await validate(stage, number);
  await cancel(stage, number);
}

async function paidByCard(stage: Stage): Promise<void> {
  stage.say('\n— Un reste à payer par carte, et un remboursement —');
  const { number } = await sent(stage);
  await reply(stage, number, { decision: 'accept' });
  await validate(stage, number);
  const { trainee } = stage;
  await payByCard(trainee, number, 'insufficientFunds');
  await until(stage, number, ({ state }) => state === 'payment_refused');
  await tell(stage, number, 'Le titulaire paie : sa banque refuse');
  await payByCard(trainee, number, 'accepted');
  await until(stage, number, ({ state }) => state === 'validated');
  await tell(stage, number, 'Le titulaire renouvelle son paiement');
  await cancel(stage, number);
  await until(stage, number, ({ payment }) => payment?.refunds[0]?.status === 'done');
  await tell(stage, number, 'La banque rembourse');
}

/** What the payment service says arrives by webhook, a moment later. */
async function until(
  { trainee }: Stage,
  number: string,
  wished: (dossier: DemoDossier) => boolean,
): Promise<void> {
  const reached = async () => {
    const dossier = await trainee.get(`/api/dossiers/${number}`);
    if (!wished(dossier)) throw new Error(`${number} is still ${dossier.state}`);
  };
  await waitFor(reached);
}

async function sent(stage: Stage): Promise<DemoDossier> {
  const { trainingId, sessionId } = stage.offer;
  const draft = await stage.trainee.post('/api/dossiers', { trainingId, sessionId });
  stage.say(`Dossier n° ${draft.number} : ${draft.training.title}`);
  await tell(stage, draft.number, 'Le titulaire crée son dossier');
  const dossier = await stage.trainee.post(`/api/dossiers/${draft.number}/submission`);
  await tell(stage, draft.number, 'Le titulaire l’envoie');
  return dossier;
}

async function reply(stage: Stage, number: string, body: Record<string, unknown>): Promise<void> {
  await stage.organisation.post(`/api/organisation/dossiers/${number}/reply`, body);
  await tell(stage, number, 'L’organisme répond');
}

async function validate(stage: Stage, number: string): Promise<void> {
  const { amounts } = await stage.trainee.get(`/api/dossiers/${number}`);
  const { rightsCents, remainderCents } = amounts;
  const consent = { rightsConsent: true, rightsCents, remainderCents, termsVersion: currentTermsVersion };
  await stage.trainee.post(`/api/dossiers/${number}/validation`, consent);
  await tell(stage, number, 'Le titulaire valide');
}

async function cancel(stage: Stage, number: string): Promise<void> {
  const cost = await stage.trainee.get<{ text: string }>(`/api/dossiers/${number}/cancellation`);
  if (cost.text !== '') stage.say(`    Si vous annulez : ${cost.text}`);
  await stage.trainee.post(`/api/dossiers/${number}/cancellation`, {});
  await tell(stage, number, 'Le titulaire annule');
}

/** One step: what happened, the state, its date, and who acts next. */
async function tell({ trainee, organisation, say }: Stage, number: string, what: string): Promise<void> {
  const dossier = await trainee.get(`/api/dossiers/${number}`);
  const theirs =
    dossier.state === 'draft' ? null : await organisation.get(`/api/organisation/dossiers/${number}`);
  const actions = [...(theirs?.actions ?? []), ...dossier.actions];
  const next = actions.map((action) => nextActions[action]).find((sentence) => sentence !== undefined);
  say(`  ${what} → « ${dossier.label} »`);
  say(`    ${dossier.description}`);
  if (dossier.deadline !== null) say(`    Date limite : ${frenchDateTime(instant(dossier.deadline.at))}`);
  say(`    Ensuite : ${next ?? 'rien, le dossier est terminé'}`);
}
