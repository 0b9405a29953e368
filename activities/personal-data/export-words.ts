import { diplomaLevels } from '../../domain/account/diploma.ts';
import { socioProfessionalCategories } from '../../domain/account/socio-professional-category.ts';
import { cancellationReasonLabels } from '../../domain/dossier/cancellation-reasons.ts';
import { type DossierState, stateLabels } from '../../domain/dossier/states.ts';
import {
  type AccountNoticeKind,
  type DossierNoticeKind,
  noticeStatusLabels,
} from '../../domain/notices/notice-kinds.ts';
import { optionalKindLabels } from '../../domain/notices/preferences.ts';

/** Left to the JSON file: what means something to programs alone. */
export const technicalColumns: readonly string[] = [
  ...['id', 'organisation_id', 'training_id', 'version', 'updated_at', 'deadline_kind'],
];

/** What the columns of an export are called where people read it. */
export const columnNames: Readonly<Record<string, string>> = {
  account: 'Compte de droits',
  action: 'Action',
  address_complement: 'Complément d’adresse',
  amountCents: 'Montant',
  at: 'Date',
  availableCents: 'Droits disponibles',
  birth_name: 'Nom de naissance',
  browser: 'Navigateur',
  by: 'Par',
  calendarAddressSince: 'Adresse d’agenda privée depuis',
  city: 'Ville',
  closed_at: 'Compte fermé le',
  country: 'Pays',
  created_at: 'Créé le',
  data: 'Donnée lue',
  deadline_at: 'Échéance',
  deleted_at: 'Retiré de votre liste le',
  diploma_level: 'Diplôme',
  diploma_year: 'Année du diplôme',
  dossier: 'Dossier n°',
  email: 'Adresse électronique',
  erased_at: 'Effacé le',
  expiresAt: 'Disponible jusqu’au',
  failure: 'Motif de l’échec',
  first_name: 'Prénom',
  heardAt: 'Dernières nouvelles du service de paiement',
  job_seeker: 'Demandeur d’emploi',
  kind: 'Objet',
  label: 'État',
  language: 'Langue',
  last_login_at: 'Dernière connexion',
  linked_at: 'Lié le',
  mediaType: 'Format',
  muted_kinds: 'Emails facultatifs refusés',
  name: 'Nom du fichier',
  network: 'Réseau',
  nir: 'Numéro de sécurité sociale',
  organisation: 'Organisme',
  paymentId: 'Référence du paiement',
  phone: 'Téléphone',
  postcode: 'Code postal',
  provider: 'Service',
  purpose: 'Objet',
  readAt: 'Lu le',
  readyAt: 'Prêt le',
  reason: 'Motif',
  recoveryCodesLeft: 'Codes de secours restants',
  refundId: 'Référence du remboursement',
  requestedAt: 'Demandé le',
  reservedCents: 'Droits réservés',
  review: 'Examen',
  reviewReason: 'Motif de l’examen',
  secondFactorSince: 'Double authentification depuis',
  sent_at: 'Envoyé le',
  sessions_from: 'Connexions valables depuis le',
  settledAt: 'Réglé le',
  sizeBytes: 'Taille, en octets',
  socio_professional_category: 'Catégorie socioprofessionnelle',
  startedAt: 'Commencée le',
  state: 'État',
  status: 'Suite',
  street: 'Adresse',
  subject: 'Identifiant chez ce service',
  terms_version: 'Version des conditions',
  accepted_at: 'Acceptées le',
  text: 'Texte',
  training: 'Formation',
  type: 'Événement',
  waiting_for: 'En attente de',
  withdrawnAt: 'Reprise le',
};

const movements = {
  credit: 'droits crédités',
  reserve: 'droits réservés',
  release: 'droits rendus',
  consume: 'droits consommés',
  undo: 'correction',
};

const otherMails: Readonly<Record<Exclude<DossierNoticeKind, DossierState> | AccountNoticeKind, string>> = {
  request_acknowledged: optionalKindLabels.request_acknowledged,
  deadline_extended: optionalKindLabels.deadline_extended,
  refund: optionalKindLabels.refund,
  message: optionalKindLabels.message,
  draft_erased: 'brouillon effacé',
  reminder: 'rappel de la date limite',
  account_created: 'compte créé',
  password_changed: 'mot de passe changé',
};

const payments = {
  opening: 'en préparation',
  open: 'à payer',
  processing: 'en cours de traitement',
  paid: 'payé',
  failed: 'échoué',
  expired: 'expiré',
  void: 'sans objet',
  asking: 'en préparation',
  requested: 'demandé',
  done: 'effectué',
};

/** What some columns’ values are called; those of other columns say themselves. */
export const valueNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: { available: 'droits disponibles', reserved: 'droits réservés', consumed: 'droits consommés' },
  action: { added: 'ajoutée', read: 'lue', deleted: 'supprimée', accepted: 'acceptée', refused: 'refusée' },
  by: {
    trainee: 'vous',
    organisation: 'l’organisme',
    payment: 'le service de paiement',
    operator: 'le service',
    system: 'le service, automatiquement',
  },
  data: { nir: 'numéro de sécurité sociale', export: 'export', proof: 'pièce' },
  diploma_level: diplomaLevels,
  job_seeker: { true: 'oui', false: 'non' },
  kind: { ...stateLabels, ...movements, ...otherMails },
  language: { fr: 'français', en: 'anglais' },
  muted_kinds: optionalKindLabels,
  provider: { franceconnect: 'FranceConnect+' },
  purpose: {
    force_majeure: 'justificatif',
    message: 'pièce jointe d’un message',
    'export of one’s own data': 'export de vos données',
    'download json': 'téléchargement du fichier JSON',
    'download pdf': 'téléchargement du PDF',
  },
  reason: cancellationReasonLabels,
  review: { pending: 'à examiner', accepted: 'acceptée', refused: 'refusée' },
  socio_professional_category: socioProfessionalCategories,
  state: stateLabels,
  status: { ...payments, ...noticeStatusLabels },
};
