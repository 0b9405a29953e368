import type { Challenge } from 'altcha-lib';

/**
 * What the tests read of the API's JSON documents, of whatever kind. A document has only some of these fields: a test that
 * reads one of another kind sees `undefined` and fails by itself.
 */
export interface Json {
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors: readonly { readonly path: string; readonly code?: string }[];
  readonly items: readonly Json[];
  readonly nextPage: string | null;
  readonly id: string;
  readonly trainingId: string;
  readonly region: string;
  readonly number: string;
  readonly title: string;
  readonly label: string;
  readonly kind: string;
  readonly status: number | string;
  readonly toState: string;
  readonly state: string;
  readonly description: string;
  readonly actions: readonly string[];
  readonly checkoutUrl: string;
  readonly payment: {
    readonly status: string;
    readonly failure: { readonly code: string; readonly message: string } | null;
    readonly refunds: readonly { readonly status: string; readonly description: string }[];
  } | null;
  readonly version: number;
  readonly termsVersion: string;
  readonly deadline: { readonly at: string };
  readonly amounts: {
    readonly priceCents: number;
    readonly rightsCents?: number;
    readonly remainderCents?: number;
  };
  readonly session: { readonly startsOn: string };
  readonly sessions: readonly unknown[];
  readonly datesLabel: string;
  readonly changes: readonly unknown[];
  readonly closure: unknown;
  readonly text: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly used: boolean;
  readonly allowed: boolean;
  readonly proofs: number;
  readonly explanation: string;
  readonly holdsUntil: string | null;
  readonly withProof: unknown;
  readonly consequences: { readonly rule: string } | null;
  readonly reservedCents: number;
  readonly contribution: unknown;
  readonly trainee: unknown;
  readonly csrfToken: string;
  readonly balanceCents: number;
  readonly step: string;
  readonly secondFactorRequired: boolean;
  readonly secret: string;
  readonly uri: string;
  readonly qrSvg: string;
  readonly recoveryCodes: readonly string[];
  readonly recoveryCodesLeft: number;
  readonly enabled: boolean;
  readonly current: boolean;
  readonly userAgent: string;
  readonly network: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly endsAt: string;
  readonly idleEndsAt: string;
  readonly triesLeft: number;
  readonly resendsLeft: number;
  readonly codeExpiresAt: string;
  readonly codeSentAt: string;
  readonly svg: string;
  readonly challenge: Challenge;
  readonly accepted: boolean;
  readonly rules: readonly { readonly rule: string; readonly broken: boolean }[];
  readonly entries: readonly Json[];
  readonly down: readonly string[];
  readonly name: string | null;
  readonly email: string;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly member: {
    readonly id: string;
    readonly secondFactor: boolean;
    readonly language: string | null;
  };
  readonly key: string | null;
  readonly signingSecret: string | null;
  readonly signed: boolean;
  readonly apiKey: Json;
  readonly sender: Json | null;
  readonly type: string;
  readonly secondFactor: boolean;
  readonly lastUsedAt: string | null;
  readonly webhook: Json;
  readonly planned: number;
  readonly webhookId: string;
  readonly unread: number;
  readonly readAt: string | null;
  readonly attachments: readonly unknown[];
  readonly optional: readonly unknown[];
  readonly url: string;
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: unknown;
}
