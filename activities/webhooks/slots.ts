const mostOfOne = 4;
const mostOfFailing = 1;

/**
 * Counts the deliveries under way to each endpoint from this process: one that hangs holds its own slots and nobody else's.
 */
export class Slots {
  private readonly taken = new Map<string, number>();

  /** Takes a slot of an endpoint; null when it has none left. One that is failing has a single slot. */
  take(endpointId: string, isFailing: boolean): (() => void) | null {
    const taken = this.taken.get(endpointId) ?? 0;
    if (taken >= (isFailing ? mostOfFailing : mostOfOne)) return null;
    this.taken.set(endpointId, taken + 1);
    return () => this.give(endpointId);
  }

  private give(endpointId: string): void {
    const left = (this.taken.get(endpointId) ?? 1) - 1;
    if (left === 0) this.taken.delete(endpointId);
    else this.taken.set(endpointId, left);
  }
}
