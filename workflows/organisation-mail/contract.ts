import type { OrganisationMail } from '../../activities/contract.ts';

export type { OrganisationMail } from '../../activities/contract.ts';

/** The workflow's type name, as it stands in histories. */
export const organisationMailType = 'organisationMail';

/** The one builder of such a mail's workflow id: asked for twice, it is sent once. */
export function organisationMailId({ kind, id, occasion }: OrganisationMail): string {
  return `organisation-mail-${kind}-${id}-${occasion}`;
}
