import { DomainError } from '../../domain/errors.ts';
import { type InvalidPart, Problem } from './problem.ts';

/** Checks the fields of a form one by one, and refuses with all that is wrong at once. */
export class FieldCheck {
  private readonly errors: InvalidPart[] = [];

  /** Reads a field by a rule of `domain/`; null when the rule says no, which is noted. */
  read<T>(path: string, rule: () => T): T | null {
    try {
      return rule();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const character = error.details?.['character'];
      const named = typeof character === 'string' ? { character } : {};
      this.refuse({ path, message: error.message, code: error.code, ...named });
      return null;
    }
  }

  /** Notes that a field is wrong. */
  refuse(part: InvalidPart): void {
    this.errors.push(part);
  }

  /** Throws `invalid_request` when anything was wrong. */
  end(): void {
    if (this.errors.length > 0) throw new Problem('invalid_request', { errors: this.errors });
  }
}
