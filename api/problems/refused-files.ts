import type { Language } from '../../domain/language.ts';

/** What is known of a file that is not taken, so that its sender can be told how to make of it one that is. */
export type OtherKind = 'heic' | 'image' | 'written' | 'other';

/** What to do with a file that is not taken, by what it is. */
const sentences: Readonly<Record<Language, Readonly<Record<OtherKind, string>>>> = {
  fr: {
    heic:
      'Cette photo est au format HEIC, que peu d’ordinateurs savent ouvrir. Sur iPhone ou iPad : ouvrez-la dans Photos, touchez Partager, ' +
      '« Enregistrer dans Fichiers » ; dans Fichiers, gardez le doigt dessus et choisissez Actions rapides, « Convertir l’image », JPEG. ' +
      'Pour les prochaines : Réglages, Appareil photo, Formats, « Le plus compatible ».',
    image:
      'Cette image n’est ni en JPEG, ni en PNG : enregistrez-la dans l’un de ces formats, puis envoyez-la.',
    written:
      'Ce document n’est pas un PDF : ouvrez-le, enregistrez-le ou imprimez-le en PDF, puis envoyez-le.',
    other: 'Ce fichier n’est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom.',
  },
  en: {
    heic:
      'This photo is in HEIC, which few computers can open. On an iPhone or iPad: open it in Photos, tap Share, “Save to Files”; in Files, ' +
      'hold it and choose Quick Actions, “Convert Image”, JPEG. For the next ones: Settings, Camera, Formats, “Most Compatible”.',
    image: 'This image is neither a JPEG nor a PNG: save it as one of these, then send that.',
    written: 'This document is no PDF: open it, save or print it as a PDF, then send that.',
    other: 'This file is neither a PDF nor a JPEG or PNG image, whatever its name.',
  },
};

/** The sentence for a file that is not taken; what it is may be unknown. */
export function refusedFile(language: Language, found: unknown): string {
  const known = Object.entries(sentences[language]).find(([kind]) => kind === found);
  return known?.[1] ?? sentences[language].other;
}
