import type { Birthplace, CivilIdentity } from '../../domain/identity/civil-identity.ts';

/** A login that was begun at the provider and has not come back. */
export interface LoginAttempt {
  nonce: string;
  codeVerifier: string;
  returnTo: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Whom FranceConnect+ vouched for. */
export interface VouchedIdentity extends CivilIdentity, Birthplace {
  subject: string;
  givenNames: string;
  email: string | null;
  acr: string;
}

/** An identity that opens no account yet: to be linked to one, or to begin one with. */
export interface PendingIdentity {
  identity: VouchedIdentity;
  idToken: string;
  returnTo: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What a session keeps about FranceConnect+; tokens never leave the server but to the provider itself. */
export interface FranceConnectSession {
  /** By `state`: each window of a browser may have begun one. */
  attempts?: Record<string, LoginAttempt>;
  pending?: PendingIdentity;
  /** The signed id token of the login in force. */
  idToken?: string;
  /** A logout here that the provider is to follow. */
  logout?: { idToken: string; at: number; state?: string };
}

declare module 'express-session' {
  interface SessionData {
    franceConnect?: FranceConnectSession;
  }
}

/** How long a login may take at the provider, and how long an identity may wait for its account, in milliseconds. */
export const attemptLifeMs = 10 * 60_000;
