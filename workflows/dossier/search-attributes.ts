import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** The attributes by which operators find dossiers; a namespace must know them before the first start. */
export const searchAttributes = {
  number: defineSearchAttributeKey('DossierNumber', SearchAttributeType.KEYWORD),
  state: defineSearchAttributeKey('DossierState', SearchAttributeType.KEYWORD),
  deadline: defineSearchAttributeKey('DossierDeadline', SearchAttributeType.DATETIME),
  organisation: defineSearchAttributeKey('OrganisationId', SearchAttributeType.KEYWORD),
  training: defineSearchAttributeKey('TrainingId', SearchAttributeType.KEYWORD),
} as const;
