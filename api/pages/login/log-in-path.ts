/** Where one logs in, to come back to a page of ours after it. */
export function logInPath(back: string): string {
  return back === '' ? '/connexion' : `/connexion?${new URLSearchParams({ retour: back }).toString()}`;
}
