import { open, pages, type Row } from './rows.ts';

/** Every page, and who may see and use it. */
export const pageMatrix: Record<string, Row> = {
  'get /': open(),
  'get /assets/:file': open(404),
  'get /langue': open(303),
  'get /formations': open(),
  'get /formations/:id': open(),
  // Who is logged in already goes on.
  'get /connexion': [200, 303, 303, 200, 200, 200, 200, 200, 200],
  'post /connexion': open(422),
  'get /connexion/code': open(303),
  'post /connexion/code': open(303),
  'get /connexion/franceconnect': open(303),
  'post /connexion/franceconnect': open(303),
  'post /connexion/franceconnect/abandon': open(303),
  'post /deconnexion': pages(303),
  'get /mes-droits': pages(200),
  'get /dossiers': pages(200),
  'post /dossiers': pages(422),
  'get /dossiers/:number': pages(200, 404),
  'get /dossiers/:number/agenda.ics': pages(200, 404),
  'get /dossiers/:number/resume.pdf': pages(200, 404),
  'post /dossiers/:number/session': pages(409, 404),
  'post /dossiers/:number/envoi': pages(409, 404),
  'post /dossiers/:number/suppression': pages(303, 404),
  'post /dossiers/:number/validation': pages(422, 404),
  'post /dossiers/:number/paiement': pages(503, 404),
  'get /dossiers/:number/annulation': pages(200, 404),
  'post /dossiers/:number/annulation': pages(409, 404),
  'get /comprendre': open(),
  'get /comprendre/echeances': open(),
};
