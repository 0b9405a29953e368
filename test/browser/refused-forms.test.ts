import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import {
  aCast,
  acceptedDossier,
  type ApiCast,
  draftOf,
  fromToday,
  sentDossier,
  sessionToday,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { aMember } from '../support/api-members.ts';
import { describeInBrowser, useBrowser, type Visitor } from '../support/browser.ts';
import { logInAsMember } from '../support/member-browser.ts';
import { type RefusedForm, sendRefused } from '../support/refused-form.ts';

// Many pages, each checked by axe.

let api: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { POLICY_VERSION: fromToday } });
  cast = await aCast(api, { balanceCents: 900_000, ...sessionToday() });
});
afterAll(async () => {
  await api.stop();
});
// All are sent from one address.
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(queries(api.db.em.fork()));
});

describeInBrowser('a form that is refused', () => {
  const { visit } = useBrowser();

  async function see(visitor: Visitor, forms: Record<string, RefusedForm>): Promise<void> {
    for (const [name, form] of Object.entries(forms)) await sendRefused(visitor, name, form);
  }

  test('tells a visitor what is wrong, where, and loses nothing', async () => {
    await see(await visit(api, { isAudited: true }), {
      'forgotten-empty': { path: '/mot-de-passe/oublie', button: 'Recevoir un lien', wrong: ['nir'] },
      'forgotten-wrong': {
        ...{ path: '/mot-de-passe/oublie', button: 'Recevoir un lien' },
        ...{ typed: { nir: '1 85' }, wrong: ['nir'] },
      },
      'new-password': {
        ...{ path: '/mot-de-passe/nouveau', button: 'Changer mon mot de passe' },
        ...{ typed: { token: 'un-lien-qui-ne-mene-nulle-part' }, wrong: ['token'] },
      },
      'email-link': { path: '/compte/email', button: 'Confirmer cette adresse', wrong: ['token'] },
      'reopening-empty': { path: '/compte/reouverture', button: 'Rouvrir mon compte', wrong: ['nir'] },
      'reopening-wrong': {
        ...{ path: '/compte/reouverture', button: 'Rouvrir mon compte' },
        ...{ typed: { nir: '1 85', password: 'faux', code: '12' }, wrong: [] },
      },
    });
  });

  test('tells a trainee in their account', async () => {
    const visitor = await visit(api, { isAudited: true });
    await visitor.logIn(cast.trainee);
    await see(visitor, {
      profile: {
        ...{ path: '/compte/profil', button: 'Enregistrer' },
        typed: { phone: '12', street: '', postcode: '1', city: '', diploma: '5', diplomaYear: '1890' },
        wrong: ['phone', 'street', 'postcode', 'city', 'diplomaYear', 'category'],
      },
      email: {
        ...{ path: '/compte/adresse-electronique', button: 'Recevoir le lien' },
        ...{ typed: { email: 'rien', password: cast.trainee.password }, wrong: ['email'] },
      },
      'email-unsaid': {
        ...{ path: '/compte/adresse-electronique', button: 'Recevoir le lien' },
        ...{ typed: { email: 'autre@exemple.test' }, wrong: ['password'] },
      },
      password: {
        ...{ path: '/compte/mot-de-passe', button: 'Changer mon mot de passe' },
        wrong: ['currentPassword'],
      },
      'password-weak': {
        ...{ path: '/compte/mot-de-passe', button: 'Changer mon mot de passe' },
        typed: { currentPassword: cast.trainee.password, password: 'court' },
        wrong: ['password'],
      },
      'second-factor': {
        ...{ path: '/compte/double-authentification', button: 'Activer la double authentification' },
        wrong: ['password'],
      },
      'closing-empty': { path: '/compte/fermeture', button: 'Fermer mon compte', wrong: ['compris'] },
      'closing-wrong': {
        ...{ path: '/compte/fermeture', button: 'Fermer mon compte' },
        ...{ typed: { compris: 'oui', password: 'faux' }, wrong: ['password'] },
      },
    });
  });

  test('tells a trainee in a dossier', async () => {
    const accepted = await acceptedDossier(cast);
    const enrolled = await validatedDossier(cast);
    await draftOf(cast);
    const visitor = await visit(api, { screen: 'narrow', isAudited: true });
    await visitor.logIn(cast.trainee);
    const validation = { path: `/dossiers/${accepted}`, button: 'Valider mon inscription' };
    await see(visitor, {
      'validation-empty': { ...validation, wrong: ['accord', 'conditions'] },
      'validation-half': { ...validation, typed: { accord: 'oui' }, wrong: ['conditions'] },
      'proof-empty': {
        ...{ path: `/dossiers/${enrolled}/annulation`, button: 'Ajouter ce justificatif' },
        wrong: ['motif-justifie', 'justificatif'],
      },
      'proof-without-file': {
        ...{ path: `/dossiers/${enrolled}/annulation`, button: 'Ajouter ce justificatif' },
        ...{ typed: { 'motif-justifie': 'illness_or_accident' }, wrong: ['justificatif'] },
      },
      message: { path: `/dossiers/${accepted}/messages`, button: 'Envoyer le message', wrong: ['texte'] },
    });
    await visitor.goTo('/comprendre/echeances?jour=0000-01-01&delai=trainee_validation&lieu=metropole');
    await visitor.check('refused-calculator');
  });

  test('tells who works for an organisation, before they are logged in', async () => {
    const login = { path: '/organisme/connexion', button: 'Se connecter' };
    await see(await visit(api, { screen: 'narrow', dark: true, isAudited: true }), {
      'member-login-empty': { ...login, wrong: ['email', 'password'] },
      'member-login-wrong': { ...login, typed: { email: 'a@b.test', password: 'faux' }, wrong: [] },
      'member-forgotten': {
        ...{ path: '/organisme/mot-de-passe/oublie', button: 'Recevoir un lien' },
        wrong: ['email'],
      },
      'member-new-password': {
        ...{ path: '/organisme/mot-de-passe/nouveau', button: 'Changer mon mot de passe' },
        ...{ typed: { token: 'un-lien-qui-ne-mene-nulle-part' }, wrong: ['password'] },
      },
      'member-invitation': {
        ...{ path: '/organisme/invitation', button: 'Ouvrir mon accès' },
        ...{ typed: { token: 'un-lien-qui-ne-mene-nulle-part' }, wrong: ['name'] },
      },
    });
  });

  test('tells an agent in a dossier, and keeps the proposal', async () => {
    const [requested, validated, entered] = [
      await sentDossier(cast),
      await validatedDossier(cast),
      await validatedDossier(cast),
    ];
    const visitor = await visit(api, { isAudited: true });
    await logInAsMember(visitor, await aMember(api, cast.organisation.id, { role: 'agent' }));
    const proposal = { path: `/organisme/dossiers/${requested}`, button: 'Envoyer la proposition' };
    const entry = { path: `/organisme/dossiers/${validated}`, button: 'Déclarer l’entrée' };
    const end = { path: `/organisme/dossiers/${entered}`, button: 'Déclarer la fin' };
    const withdrawal = { path: `/organisme/dossiers/${validated}`, button: 'Annuler ce dossier' };
    await see(visitor, {
      'proposal-empty': { ...proposal, wrong: ['startsOn'] },
      'proposal-price': { ...proposal, typed: { priceCents: 'cher', place: 'Lyon' }, wrong: ['priceCents'] },
      'proposal-hours': {
        ...proposal,
        ...{ typed: { hours: 'beaucoup', note: 'La salle est prise.' }, wrong: ['hours'] },
      },
      'proposal-dates': {
        ...proposal,
        ...{ typed: { startsOn: '2027-06-10', endsOn: '2027-06-01', note: 'Avant.' }, wrong: ['endsOn'] },
      },
      refusal: {
        ...{ path: `/organisme/dossiers/${requested}`, button: 'Refuser la demande' },
        ...{ typed: { reason: 'Sonnerie : \u0007' }, wrong: ['reason'] },
      },
      'entry-empty': { ...entry, typed: { enteredOn: '' }, wrong: ['enteredOn'] },
      'entry-future': { ...entry, typed: { enteredOn: '2099-01-01' }, wrong: ['enteredOn'] },
      'withdrawal-empty': { ...withdrawal, wrong: ['reason'] },
      'member-message': {
        ...{ path: `/organisme/dossiers/${requested}/messages`, button: 'Envoyer le message' },
        wrong: ['texte'],
      },
    });
    const path = `/api/organisation/dossiers/${entered}/entry`;
    expect((await cast.asOrganisation.post(path, { enteredOn: sessionToday().startsOn })).status).toBe(200);
    await see(visitor, {
      'end-empty': {
        ...end,
        typed: { endedOn: '', attendancePercent: '120' },
        wrong: ['endedOn', 'attendancePercent'],
      },
      'end-without-reason': {
        ...end,
        ...{ typed: { attendancePercent: '50' }, wrong: ['attendanceReason'] },
      },
      'end-future': { ...end, typed: { endedOn: '2099-01-01' }, wrong: ['endedOn'] },
    });
    await visitor.goTo('/organisme?etat=requested');
    await visitor.press('Accepter les demandes cochées');
    await visitor.check('refused-bulk-empty');
  });

  test('tells an administrator', async () => {
    const administrator = await aMember(api, cast.organisation.id, { secondFactor: true });
    const visitor = await visit(api, { isAudited: true });
    await logInAsMember(visitor, administrator);
    const newSession = {
      path: `/organisme/sessions/nouvelle?formation=${cast.trainingId}`,
      button: 'Publier',
    };
    const factorOff = {
      path: '/organisme/double-authentification',
      button: 'Désactiver la double authentification',
    };
    await see(visitor, {
      invitation: { path: '/organisme/membres', button: 'Envoyer l’invitation', wrong: ['email'] },
      key: { path: '/organisme/cles', button: 'Créer la clé', wrong: ['name'] },
      'webhook-empty': { path: '/organisme/webhooks', button: 'Ajouter le webhook', wrong: ['url'] },
      'webhook-wrong': {
        ...{ path: '/organisme/webhooks', button: 'Ajouter le webhook' },
        ...{ typed: { url: 'rien', description: 'Planning' }, wrong: ['url'] },
      },
      'session-empty': { ...newSession, wrong: ['startsOn', 'endsOn', 'priceCents', 'place'] },
      'session-wrong': {
        ...newSession,
        typed: { startsOn: '2027-06-10', endsOn: '2027-06-11', priceCents: '10', hours: 'x', place: 'Lyon' },
        wrong: ['hours'],
      },
      'member-password': {
        ...{ path: '/organisme/compte', button: 'Changer mon mot de passe' },
        wrong: ['currentPassword'],
      },
      'member-factor-empty': { ...factorOff, wrong: ['password'] },
      'member-factor-wrong': {
        ...factorOff,
        ...{ typed: { password: administrator.password, code: '000000' }, wrong: ['code'] },
      },
    });
  });
});
