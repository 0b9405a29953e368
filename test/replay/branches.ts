import { addMs } from '../../domain/calendar/paris-time.ts';
import { cents } from '../../domain/money.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import * as contract from '../../workflows/dossier/contract.ts';
import type { TestDossier, World } from '../support/dossier-world.ts';
import { declareEnd, declareEntry } from '../support/training.ts';

/** Brings one dossier along one branch of its life. */
export type Branch = (world: World) => Promise<TestDossier>;

const half = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

async function requested(world: World, options: Parameters<World['open']>[0] = {}): Promise<TestDossier> {
  const dossier = await world.open(options);
  await dossier.send('submit');
  return dossier;
}

async function toValidate(world: World, options: Parameters<World['open']>[0] = {}): Promise<TestDossier> {
  const dossier = await requested(world, options);
  await dossier.send('accept');
  return dossier;
}

async function paying(world: World): Promise<TestDossier> {
  const dossier = await toValidate(world, { balanceCents: 100_000 });
  await dossier.send('validate', half);
  return dossier;
}

async function inTraining(world: World): Promise<TestDossier> {
  const dossier = await toValidate(world);
  await dossier.send('validate');
  await declareEntry(world, dossier);
  return dossier;
}

async function lapse(world: World, dossier: TestDossier): Promise<TestDossier> {
  const { deadline } = await dossier.dossier();
  if (deadline !== null) await world.skipTo(addMs(deadline.at, 120_000));
  return dossier;
}

async function then(
  dossier: Promise<TestDossier>,
  ...types: Parameters<TestDossier['send']>[0][]
): Promise<TestDossier> {
  const made = await dossier;
  for (const type of types) await made.send(type);
  return made;
}

/** Every branch whose history is kept; each must replay on today's code. */
export const branches: Readonly<Record<string, Branch>> = {
  'draft-deleted': async (world) => {
    const dossier = await world.open();
    await dossier.send('amend_draft', { sessionId: null });
    return then(Promise.resolve(dossier), 'delete');
  },
  'draft-expired': async (world) => lapse(world, await world.open()),
  refused: (world) => then(requested(world), 'refuse', 'delete'),
  'request-cancelled': (world) => then(requested(world), 'cancel', 'delete'),
  'organisation-silent': async (world) => lapse(world, await requested(world)),
  'acknowledgement-missed': async (world) => lapse(world, await requested(world, { hasPrerequisites: true })),
  'prerequisites-not-confirmed': async (world) =>
    lapse(world, await then(requested(world, { hasPrerequisites: true }), 'acknowledge')),
  'prerequisites-accepted': (world) =>
    then(requested(world, { hasPrerequisites: true }), 'acknowledge', 'accept', 'validate'),
  'proposal-lapsed': async (world) => lapse(world, await then(requested(world), 'propose')),
  'proposal-withdrawn': (world) => then(requested(world), 'propose', 'withdraw'),
  'acceptance-lapsed': async (world) => lapse(world, await toValidate(world)),
  'acceptance-cancelled': (world) => then(toValidate(world), 'cancel'),
  completed: async (world) => {
    const dossier = await inTraining(world);
    await declareEnd(world, dossier);
    return dossier;
  },
  'contested-entry': async (world) => {
    const dossier = await then(inTraining(world), 'contest');
    await dossier.handle.executeUpdate('resolveContest', {
      args: [{ outcome: 'corrected', reason: 'Aucune feuille d’émargement' }],
    });
    return then(Promise.resolve(dossier), 'cancel');
  },
  'contested-end': async (world) => {
    const dossier = await inTraining(world);
    await declareEnd(world, dossier);
    await dossier.send('contest', { about: 'end' });
    await dossier.handle.executeUpdate('resolveContest', {
      args: [{ outcome: 'confirmed', reason: 'Feuille d’émargement reçue' }],
    });
    return dossier;
  },
  'cancelled-after-validation': (world) => then(toValidate(world), 'validate', 'cancel'),
  'withdrawn-after-validation': (world) => then(toValidate(world), 'validate', 'withdraw'),
  'abandoned-in-training': (world) => then(inTraining(world), 'cancel'),
  'withdrawn-in-training': (world) => then(inTraining(world), 'withdraw'),
  'paid-at-once': (world) => then(paying(world), 'payment_succeeded'),
  'paid-after-processing': (world) =>
    then(paying(world), 'open_payment', 'payment_processing', 'payment_succeeded'),
  'payment-renewed': async (world) => {
    const dossier = await then(paying(world), 'payment_failed', 'open_payment');
    await dossier.send('payment_succeeded', { sequence: 2 });
    return dossier;
  },
  'payment-lapsed-then-paid': async (world) =>
    then(lapse(world, await then(paying(world), 'payment_failed')), 'payment_succeeded'),
  'payment-failed-after-deadline': async (world) => {
    const dossier = await then(paying(world), 'payment_processing');
    await world.skipTo(addMs(await world.now(), 15 * 86_400_000));
    return lapse(world, await then(Promise.resolve(dossier), 'payment_failed'));
  },
  'amounts-changed': async (world) => {
    const dossier = await toValidate(world);
    await dossier.refusal('validate', half);
    return then(Promise.resolve(dossier), 'validate');
  },
  'deadline-extended': async (world) => {
    const dossier = await requested(world);
    const until = addMs(await world.now(), 30 * 86_400_000).slice(0, 10);
    await dossier.handle.executeUpdate('extendDeadline', { args: [{ until, reason: 'Fermeture annuelle' }] });
    return lapse(world, dossier);
  },
  'by-signals': async (world) => {
    const dossier = await requested(world, { balanceCents: 100_000 });
    await dossier.handle.signal('organisationReply');
    await dossier.handle.signal(contract.organisationReplySignal, { decision: 'accept' });
    await dossier.handle.signal(contract.traineeValidationSignal, {
      ...half,
      termsVersion: currentTermsVersion,
    });
    await dossier.handle.signal(contract.paymentResultSignal, { status: 'processing', sequence: 1 });
    return then(Promise.resolve(dossier), 'payment_succeeded');
  },
  'continued-as-new': async (world) => {
    const dossier = await world.open({ eventsPerRun: 20 });
    for (let times = 0; times < 3; times += 1) {
      await dossier.send('amend_draft', { sessionId: dossier.cast.sessionId });
    }
    return then(Promise.resolve(dossier), 'submit', 'accept', 'validate');
  },
};
