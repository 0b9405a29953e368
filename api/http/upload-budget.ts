import { Problem } from '../problems/problem.ts';

const megabyte = 1024 * 1024;

/** How many bytes of files a process holds at once, in all and of one caller: one full message's worth. */
export const uploadLimits = { bytes: 192 * megabyte, bytesOfOne: 60 * megabyte } as const;

/** Holds the memory for uploads that are under way: what does not fit is refused before it is read. */
export class UploadBudget {
  private readonly limits: { readonly bytes: number; readonly bytesOfOne: number };
  private readonly held = new Map<string, number>();
  private total = 0;

  constructor(limits: UploadBudget['limits'] = uploadLimits) {
    this.limits = limits;
  }

  /**
   * Takes the bytes that a caller's upload may need, and gives the function that frees them, once. Throws `too_many_uploads`
   * when that caller holds too many already, `uploads_busy` when all together do.
   */
  take(caller: string, bytes: number): () => void {
    const own = this.held.get(caller) ?? 0;
    const headers = { 'Retry-After': '5' };
    if (own > 0 && own + bytes > this.limits.bytesOfOne) throw new Problem('too_many_uploads', { headers });
    if (this.total > 0 && this.total + bytes > this.limits.bytes)
      throw new Problem('uploads_busy', { headers });
    this.add(caller, bytes);
    let isHeld = true;
    return () => {
      if (isHeld) this.add(caller, -bytes);
      isHeld = false;
    };
  }

  private add(caller: string, bytes: number): void {
    this.total += bytes;
    const own = (this.held.get(caller) ?? 0) + bytes;
    if (own > 0) this.held.set(caller, own);
    else this.held.delete(caller);
  }
}
