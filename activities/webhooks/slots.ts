/** How many deliveries may be under way to one endpoint from a process: of one that hangs no more than these are held up. */
export const slotsOfEndpoint = { healthy: 4, failing: 1 } as const;

/** Counts the deliveries under way to each endpoint from this process: one that hangs holds its own slots and nobody else's. */
export class Slots {
  private readonly counts = new Map<string, number>();

  /** How many are taken, by endpoint. */
  get taken(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }

  /** Takes a slot of an endpoint; null when it has none left. One that is failing has a single slot. */
  take(endpointId: string, isFailing: boolean): (() => void) | null {
    const taken = this.counts.get(endpointId) ?? 0;
    if (taken >= (isFailing ? slotsOfEndpoint.failing : slotsOfEndpoint.healthy)) return null;
    this.counts.set(endpointId, taken + 1);
    return () => this.give(endpointId);
  }

  private give(endpointId: string): void {
    const left = (this.counts.get(endpointId) ?? 1) - 1;
    if (left === 0) this.counts.delete(endpointId);
    else this.counts.set(endpointId, left);
  }
}
