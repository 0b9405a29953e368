import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** The attributes by which operators find dossiers; a namespace must know them before the first start. */
export const searchAttributes = {
  number: defineSearchAttributeKey('DossierNumber', SearchAttributeType.KEYWORD),
  state: defineSearchAttributeKey('DossierState', SearchAttributeType.KEYWORD),
  deadline: defineSearchAttributeKey('DossierDeadline', SearchAttributeType.DATETIME),
  organisation: defineSearchAttributeKey('OrganisationId', SearchAttributeType.KEYWORD),
  /** What is wrong with a payment (`PaymentAlert` in domain/dossier/refund-description.ts); absent when nothing is. */
  payment: defineSearchAttributeKey('PaymentAlert', SearchAttributeType.KEYWORD),
  /** What the trainee contests and an operator must decide (`entry`, `end`); absent when nothing is. */
  contest: defineSearchAttributeKey('DossierContest', SearchAttributeType.KEYWORD),
  /** Why a dossier could not take a message (a code): something in it is broken. Absent when nothing is. */
  stuck: defineSearchAttributeKey('DossierStuck', SearchAttributeType.KEYWORD),
  training: defineSearchAttributeKey('TrainingId', SearchAttributeType.KEYWORD),
} as const;
