import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import {
  aCast,
  acceptedDossier,
  draftOf,
  fromToday,
  sentDossier,
  sessionToday,
  validatedDossier,
  validation,
} from '../support/api-dossiers.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { POLICY_VERSION: fromToday } });
});
afterAll(async () => {
  await api.stop();
});

describe('a dossier from draft to end', () => {
  test('goes through every state over HTTP, rights included', async () => {
    const cast = await aCast(api, sessionToday());
    const { asTrainee, asOrganisation } = cast;
    const draft = await draftOf(cast);
    expect(draft).toMatchObject({
      state: 'draft',
      label: 'En cours de création',
      amounts: { priceCents: 120_000, rightsCents: 120_000, remainderCents: 0 },
      deadline: { kind: 'draft_kept' },
      actions: ['amend_draft', 'submit', 'delete'],
      version: 1,
      source: 'projection',
    });
    const path = `/api/dossiers/${draft.number}`;
    const organisationPath = `/api/organisation/dossiers/${draft.number}`;
    expect((await asOrganisation.get(organisationPath)).status).toBe(404);

    const sent = await asTrainee.post(`${path}/submission`);
    expect(sent.json).toMatchObject({
      state: 'requested',
      deadline: { businessDays: 2 },
      actions: ['cancel'],
    });
    const seen = await asOrganisation.get(organisationPath);
    expect(seen.json).toMatchObject({
      amounts: { priceCents: 120_000 },
      trainee: { name: 'Camille Exemple', email: cast.trainee.email, phone: '+33100000000' },
      actions: ['accept', 'propose', 'refuse'],
      source: 'workflow',
    });
    expect(seen.json.amounts.rightsCents).toBeUndefined();
    expect(seen.text).not.toContain(cast.trainee.nir);

    const accepted = await asOrganisation.post(`${organisationPath}/reply`, { decision: 'accept' });
    expect(accepted.json.label).toBe('A valider');
    expect((await validation(cast, draft.number)).json).toMatchObject({ state: 'validated', deadline: null });
    expect((await asTrainee.get('/api/rights')).json).toMatchObject({
      balanceCents: 30_000,
      reservedCents: 120_000,
    });

    const today = sessionToday().startsOn;
    const entered = await asOrganisation.post(`${organisationPath}/entry`, { enteredOn: today });
    expect(entered.json).toMatchObject({ state: 'in_training', enteredOn: today });
    const ended = await asOrganisation.post(`${organisationPath}/end`, {
      endedOn: today,
      attendancePercent: 100,
    });
    expect(ended.json).toMatchObject({
      state: 'completed',
      closure: { reason: 'training_ended' },
      deadline: null,
    });

    const rights = await asTrainee.get('/api/rights');
    expect(rights.json).toMatchObject({ balanceCents: 30_000, reservedCents: 0 });
    expect(rights.json.entries.map(({ kind }) => kind)).toEqual(['consume', 'reserve', 'credit']);
    const events = await asTrainee.get(`${path}/events`);
    expect(events.json.items.map(({ toState }) => toState)).toEqual([
      'draft',
      'requested',
      'to_validate',
      'validated',
      'in_training',
      'completed',
    ]);
    expect((await asTrainee.get(path)).json).toMatchObject({ state: 'completed', source: 'workflow' });
  });

  test('shows a proposal as before and after, with its note', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const changes = { priceCents: 90_000, note: 'Le groupe est plus petit.' };
    await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, {
      decision: 'propose',
      changes,
    });
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json.changes).toEqual([
      { field: 'priceCents', before: 120_000, after: 90_000 },
      { field: 'note', before: null, after: 'Le groupe est plus petit.' },
    ]);
    expect(json.amounts.priceCents).toBe(90_000);
  });

  test('asks for a higher price twice: of the organisation, then of the trainee', async () => {
    const cast = await aCast(api, { balanceCents: 200_000 });
    const number = await sentDossier(cast);
    const path = `/api/organisation/dossiers/${number}/reply`;
    const proposal = { decision: 'propose', changes: { priceCents: 130_000 } };
    const unconfirmed = await cast.asOrganisation.post(path, proposal);
    expect([unconfirmed.status, unconfirmed.json.code]).toEqual([422, 'price_not_confirmed']);
    expect(unconfirmed.json.detail?.replace(/[\u00a0\u202f]/g, ' ')).toContain(
      '1 300,00 € au lieu de 1 200,00 €',
    );
    const sent = await cast.asOrganisation.post(path, { ...proposal, confirmedPriceCents: 130_000 });
    expect(sent.json).toMatchObject({
      state: 'proposed',
      priceChange: {
        beforeCents: 120_000,
        afterCents: 130_000,
        differenceCents: 10_000,
        rights: null,
        card: null,
      },
    });
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json).toMatchObject({
      priceChange: {
        rights: { beforeCents: 120_000, afterCents: 130_000, differenceCents: 10_000 },
        card: { beforeCents: 0, afterCents: 0, differenceCents: 0 },
      },
      amountLines: [
        { kind: 'price', cents: 130_000 },
        { kind: 'rights_estimated' },
        { kind: 'card_estimated' },
      ],
    });
    const refused = await validation(cast, number);
    expect([refused.status, refused.json.code]).toEqual([422, 'price_rise_not_accepted']);
    const consent = {
      rightsConsent: true,
      rightsCents: 130_000,
      remainderCents: 0,
      termsVersion: json.termsVersion,
    };
    const agreed = await cast.asTrainee.post(`/api/dossiers/${number}/validation`, {
      ...consent,
      acceptedPriceCents: 130_000,
    });
    expect(agreed.json).toMatchObject({
      state: 'validated',
      amountLines: [{ kind: 'price' }, { kind: 'rights_reserved', cents: 130_000, label: 'Droits réservés' }],
    });
  });

  test('shows the reason of a refusal', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const reply = { decision: 'refuse', reason: 'Niveau insuffisant.' };
    const answer = await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, reply);
    expect(answer.json.closure).toMatchObject({
      reason: 'refused',
      by: 'organisation',
      text: 'Niveau insuffisant.',
    });
  });

  test('is acknowledged first when the training has prerequisites', async () => {
    const cast = await aCast(api, { hasPrerequisites: true });
    const number = await sentDossier(cast);
    const path = `/api/organisation/dossiers/${number}/reply`;
    const answer = await cast.asOrganisation.post(path, { decision: 'acknowledge' });
    expect(answer.json).toMatchObject({ state: 'requested', deadline: { businessDays: 30 } });
    const again = await cast.asOrganisation.post(path, { decision: 'acknowledge' });
    expect([again.status, again.json.code]).toEqual([409, 'acknowledgement_not_expected']);
  });

  test('says what cancelling would cost, and cancels', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    const cost = await cast.asTrainee.get(`/api/dossiers/${number}/cancellation`);
    expect(cost.json).toMatchObject({
      allowed: true,
      consequences: { rule: 'withdrawal', rights: 'given_back' },
    });
    expect(cost.json.text).toBe('Vos droits vous sont rendus en totalité.');
    const cancelled = await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    expect(cancelled.json).toMatchObject({ state: 'cancelled', closure: { by: 'trainee' } });
    expect((await cast.asTrainee.get('/api/rights')).json.balanceCents).toBe(150_000);
  });

  test('is cancelled by the organisation for a listed reason or in its own words', async () => {
    const cast = await aCast(api);
    const listed = await validatedDossier(cast);
    const byList = await cast.asOrganisation.post(`/api/organisation/dossiers/${listed}/cancellation`, {
      reason: 'insolvency',
    });
    expect(byList.json.closure).toMatchObject({ cancellationReason: 'insolvency', text: null });
    const free = await acceptedDossier(cast);
    const byText = await cast.asOrganisation.post(`/api/organisation/dossiers/${free}/cancellation`, {
      reason: 'Trop peu d’inscrits.',
    });
    expect(byText.json.closure).toMatchObject({ cancellationReason: null, text: 'Trop peu d’inscrits.' });
  });

  test('changes its session while a draft, and is gone once deleted', async () => {
    const cast = await aCast(api);
    const { number } = await draftOf(cast);
    const path = `/api/dossiers/${number}`;
    const none = await cast.asTrainee.send('PATCH', path, { body: { sessionId: null } });
    expect(none.json.session).toMatchObject({ id: null, datesLabel: 'À définir' });
    expect((await cast.asTrainee.post(`${path}/submission`)).json.code).toBe('session_required');
    const headers = { 'idempotency-key': 'suppression' };
    expect((await cast.asTrainee.send('DELETE', path, { headers })).status).toBe(204);
    expect((await cast.asTrainee.send('DELETE', path, { headers })).status).toBe(204);
    expect((await cast.asTrainee.send('DELETE', path)).status).toBe(404);
    expect((await cast.asTrainee.get(path)).status).toBe(404);
  });
});
