import { frenchDateTime } from '../domain/calendar/french-dates.ts';
import { instant, parisDay } from '../domain/calendar/paris-time.ts';
import { cents, formatEuros } from '../domain/money.ts';
import { currentTermsVersion } from '../domain/policy/terms.ts';
import { DemoClient, type DemoDossier } from './demo-client.ts';
import type { DemoFile } from './demo-file.ts';
import { chooseOffer, type DemoOffer } from './demo-offers.ts';

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

/** Plays a dossier to « Formation terminée », then one with prerequisites, one refused and one proposal. */
export async function playDemo(demo: DemoFile, say: Say): Promise<void> {
  const richest = [...demo.trainees].sort((a, b) => b.balanceCents - a.balanceCents)[0];
  if (richest === undefined) throw new Error('The demo has no trainee');
  const trainee = await DemoClient.asTrainee(demo.baseUrl, richest);
  const stageFor = async (prerequisites: boolean): Promise<Stage> => {
    const offer = await chooseOffer(demo, trainee, prerequisites);
    const key = demo.organisations.find(({ id }) => id === offer.organisationId)?.apiKey ?? '';
    return { trainee, organisation: DemoClient.asOrganisation(demo.baseUrl, key), offer, say };
  };
  await untilTheEnd(await stageFor(false));
  await withPrerequisites(await stageFor(true));
  await refused(await stageFor(false));
  await withProposal(await stageFor(false));
}

async function untilTheEnd(stage: Stage): Promise<void> {
  stage.say('\n— Un dossier, du brouillon à la fin de la formation —');
  const { number } = await sent(stage);
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
