import type { Control } from './control/control.ts';
import type { DueTimer } from './due-timer.ts';
import type { ApiParts } from './http/api.ts';
import type { WebhookDispatcher } from './webhooks/dispatcher.ts';

/** What the application is made of. */
export interface AppParts extends ApiParts {
  readonly dispatcher: WebhookDispatcher;
  readonly control: Control;
  readonly timer: DueTimer;
}
