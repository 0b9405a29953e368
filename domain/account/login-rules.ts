/** How wrong logins are slowed down, counted by account, by device or by address. */
export interface Slowdown {
  /** Wrong logins that cost no wait. */
  free: number;
  /** The wait after the last free one, in milliseconds; each further one doubles it. */
  firstWaitMs: number;
  longestWaitMs: number;
  /** After how long one wrong login is forgotten, in milliseconds; null where they are forgotten together. */
  easedEveryMs: number | null;
}

const minuteMs = 60_000;

/** Of one account, or of one device that it was used from before. */
export const accountSlowdown: Slowdown = {
  free: 5,
  firstWaitMs: minuteMs,
  longestWaitMs: 15 * minuteMs,
  easedEveryMs: null,
};

/**
 * Of one address. A room of forty, or the customers of a mobile carrier, may share it and are never without a wrong login: each is
 * forgotten by itself, so that the wait comes for floods alone. What protects an account is its own count.
 */
export const addressSlowdown: Slowdown = {
  free: 300,
  firstWaitMs: minuteMs,
  longestWaitMs: 15 * minuteMs,
  easedEveryMs: 10_000,
};

/** Of codes of a second step: six digits are few, and whoever guesses them knows the password. */
export const codeSlowdown: Slowdown = { ...accountSlowdown, longestWaitMs: 60 * minuteMs };

/** How long after the last wrong login they are forgotten, in milliseconds. */
export const forgottenAfterMs = 24 * 60 * minuteMs;

/** How long a device is remembered on which the account was used, in milliseconds. */
export const deviceLifeMs = 180 * 24 * 60 * minuteMs;

/** How long after giving their password a member may do what opens a lasting way in without giving it again, in milliseconds. */
export const freshProofMs = 10 * minuteMs;

/** How long a link sent by mail counts, in milliseconds (forgotten password, new email). */
export const linkLifeMs = 60 * minuteMs;
