import type { Stripe } from 'stripe';
import type { Database } from '../../db/database.ts';
import type { PaymentServer } from '../../dev/payments/server.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { OpenRequest } from '../../workflows/dossier/contract.ts';

/** What becomes of a request to Stripe: nothing special, or a failure before or after it acted. */
export const fates = [
  'well',
  'cut_before',
  'cut_after',
  'error_before',
  'error_kept',
  'conflict',
  'too_many',
  'timed_out',
] as const;
export type Fate = (typeof fates)[number];

/** How a worker dies: before it recorded anything, after, or not at all: it is only slow, and another took over. */
export const crashes = ['before', 'after', 'zombie'] as const;
export type CrashKind = (typeof crashes)[number];

/** How the next signal to a dossier fares: Temporal is away, or takes it and its answer is lost. */
export type SignalFate = 'well' | 'away' | 'answer_lost';

/** What goes wrong while something is done: on which of its steps, from 0, and what. */
export interface Trouble {
  at: number;
  what: Fate | CrashKind;
}

/** Which of several works that wait goes on first. */
export type Order = 'oldest_first' | 'newest_first';

/** Where the URL and the secret of the product's webhook are. */
export interface WebhookTarget {
  url: string;
  secret: string;
}

/** Where histories are played: a Temporal, the product's worker and API, Postgres and the local Stripe, and one time for all. */
export interface Stage {
  readonly db: Database;
  readonly server: PaymentServer;
  /** The client of the product's activities; used outside of them it does as it is told. */
  readonly stripe: Stripe;
  readonly webhook: WebhookTarget;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Errors that no rule foresees. */
  readonly unexpected: readonly string[];
  /** Forgets the last history. */
  begin(): Promise<void>;
  start(number: DossierNumber, request: OpenRequest, eventsPerRun: number | null): Promise<void>;
  dossier(number: DossierNumber): Promise<Dossier>;
  /** Sends a message and waits for its answer. Rejects when it is refused. */
  deliver(number: DossierNumber, message: DossierMessage): Promise<unknown>;
  /** Sends a message that arrives within half a minute, or never. */
  deliverLater(number: DossierNumber, message: DossierMessage): Promise<void>;
  openCheckout(number: DossierNumber): Promise<unknown>;
  /** Resolves when nothing happens by itself any more. */
  rest(): Promise<void>;
  /** Lets everything that waits run to its end. */
  calm(order?: Order): Promise<void>;
  /** Lets one thing that waits go on to its next request to Stripe, or past it. */
  step(which: number, fate: Fate): Promise<void>;
  /** Lets what waits go on, with this trouble on its way; then calms. */
  suffer(number: DossierNumber, trouble: Trouble): Promise<void>;
  crash(number: DossierNumber, kind: CrashKind): Promise<void>;
  /** Lets time go on; nothing happens when it is past already. */
  moveTo(at: number): Promise<void>;
  /** The next instant before another at which something happens by the clock alone. */
  nextWake(before: number): number | null;
  /** Asks Stripe about everything that is not final. */
  reconcile(): Promise<void>;
  /** Sends an event's webhook once. */
  sendWebhook(deliveryId: string, fate: SignalFate): Promise<void>;
  /** Whether Stripe was away for so long that pages were not closed before a deadline. */
  gaveUpClosing(number: DossierNumber): boolean;
  stop(): Promise<void>;
}
