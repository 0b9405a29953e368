import type { ProblemText } from './refusal-problems.ts';
import { refusedFile } from './refused-files.ts';

/** Refusals of a proof of force majeure. */
export const documentProblems = {
  document_not_found: {
    status: 404,
    title: 'Document introuvable',
    detail: 'Ce document n’existe pas dans ce dossier.',
  },
  document_in_use: {
    status: 409,
    title: 'Document utilisé',
    detail: 'Ce document a justifié l’annulation de ce dossier : il est conservé avec lui.',
  },
  document_type_refused: {
    status: 422,
    title: 'Fichier non accepté',
    detail: ({ found }) => refusedFile('fr', found),
  },
  document_incomplete: {
    status: 422,
    title: 'Fichier incomplet',
    detail: 'Ce fichier est vide, coupé ou endommagé. Envoyez-le à nouveau.',
  },
  too_many_files: {
    status: 422,
    title: 'Trop de fichiers',
    detail: ({ files }) =>
      Number(files) === 1 ? 'Choisissez un seul fichier.' : `Choisissez ${Number(files)} fichiers au plus.`,
  },
  too_many_uploads: {
    status: 429,
    title: 'Trop d’envois à la fois',
    detail:
      'D’autres fichiers de votre part arrivent encore. Attendez qu’ils soient reçus, puis envoyez celui-ci à nouveau.',
  },
  uploads_busy: {
    status: 503,
    title: 'Trop de fichiers en cours d’envoi',
    detail:
      'Le service reçoit trop de fichiers en ce moment. Rien n’a été enregistré : réessayez dans quelques instants.',
  },
  too_many_documents: {
    status: 409,
    title: 'Trop de documents',
    detail: ({ documents }) =>
      `Un dossier contient au plus ${Number(documents)} documents et 25 Mo en tout. Supprimez-en un avant d’en ajouter.`,
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
