import type { Deadline } from '../../../domain/calendar/deadline.ts';
import type { Instant } from '../../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { RefundEvent } from '../../../domain/dossier/told-refund.ts';
import type { DossierState } from '../../../domain/dossier/states.ts';
import type { Language } from '../../../domain/language.ts';
import type { Audience, DossierNoticeKind } from '../../../domain/notices/notice-kinds.ts';

/** Everything from which a notice about a dossier is written. */
export interface NoticeContext {
  kind: DossierNoticeKind;
  audience: Audience;
  language: Language;
  /** As it was after the event; what an event does not change may be of later. */
  dossier: Dossier;
  /** The event's own details, such as the amount of a payment. */
  details: Readonly<Record<string, unknown>>;
  /** The line of the timeline that it tells of; null for a message. */
  event: RefundEvent | null;
  /** The deadline that ran before the event, which this one ends or moves. */
  earlierDeadline: Deadline | null;
  /** When it is written. */
  now: Instant;
  /** The service's public address, without a final slash. */
  baseUrl: string;
  /** The trainee's name, for the organisation alone. */
  traineeName: string | null;
  /** The organisation that the dossier was sent to, or is to be sent to. */
  organisation: { name: string; contactEmail: string | null };
  /** What the organisation wrote when it refused or cancelled; null when it wrote nothing. */
  closingWords: string | null;
  /** Where an optional mail is switched off; null for one that must be sent. */
  unsubscribeUrl: string | null;
  /** What the reader was not told of because a service was down, oldest first. */
  missed: readonly { at: Instant; state: DossierState }[];
}

/** What one kind of notice says, in one language. */
export interface NoticeWords {
  subject: string;
  /** What happened, in one sentence or two. */
  sentence: string;
  /** What else the reader must know, a paragraph each; a digest leaves it out. */
  more?: readonly string[];
  /** What to do, until when; nothing when there is nothing to do. */
  todo?: string;
  action: string;
}

/** Writes the words of a kind. */
export type Wording = (context: NoticeContext) => NoticeWords;
