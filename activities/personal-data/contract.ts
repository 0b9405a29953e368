/** How many rows the retention erased, by what they were. */
export type ErasedCounts = Record<string, number>;

/**
 * The activities about people's data. Each may run more than once and then does nothing more. `now` is the workflow's clock, in
 * epoch milliseconds.
 */
export interface PersonalDataActivities {
  /** Makes the files of an export; null when it, or its account, is gone. */
  prepareExport(request: { exportId: string; now: number }): Promise<{ expiresAt: number } | null>;
  /** Tells its owner by mail that they are there. */
  tellExportReady(request: { exportId: string }): Promise<void>;
  /** Erases the files. */
  eraseExport(request: { exportId: string }): Promise<void>;
  /** Closes the account, if that is not done; null when there is no such request. */
  beginErasure(request: { erasureId: string; now: number }): Promise<{ reflectionEndsAt: number } | null>;
  /** Tells the person that the account is closed, and until when that can be undone. */
  tellAccountClosed(request: { erasureId: string }): Promise<void>;
  /** Opens the account again. */
  withdrawErasure(request: { erasureId: string; now: number }): Promise<void>;
  /** Erases what is needed only to use the account: contact, ways to log in, profile. */
  eraseContact(request: { erasureId: string; now: number }): Promise<void>;
  /** Until when something must be kept, in epoch milliseconds; null when nothing must be any more. */
  recordsKeptUntil(request: { erasureId: string; now: number }): Promise<number | null>;
  /** Erases who it was. */
  eraseIdentity(request: { erasureId: string; now: number }): Promise<void>;
  /** Erases whatever has been kept long enough. */
  eraseExpired(request: { now: number }): Promise<ErasedCounts>;
  /** Requests for erasure whose workflow was never started: Temporal was away. */
  erasuresNotBegun(request: { now: number }): Promise<string[]>;
}
