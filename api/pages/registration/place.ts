import type { RegistrationView } from '../../../workflows/registration/contract.ts';

/** Where the code of a registration is entered, and where one is told that it has ended. */
export function codePath(id: string): string {
  return `/inscription/${id}/code`;
}

/** The page on which a registration goes on. */
export function placeOf(id: string, { step }: RegistrationView): string {
  if (step === 'profile') return `/inscription/${id}/coordonnees`;
  return step === 'completed' ? '/inscription/bienvenue' : codePath(id);
}
