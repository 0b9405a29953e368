import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { admitLogin, forgiveLogin } from '../../db/accounts/login-guards.ts';
import { accountSlowdown, addressSlowdown, type Slowdown } from '../../domain/account/login-rules.ts';
import type { Clock } from '../deps.ts';
import { networkOf } from '../http/network.ts';
import { Problem } from '../problems/problem.ts';

const mostRemembered = 10_000;

/** Who tries to log in, without saying it. */
export interface LoginAttempt {
  network: string;
  /** The blind index of the number; null when it is none. */
  nirIndex: Buffer | null;
  /** The device on which this very account was used before. */
  device: string | null;
  /** How wrong ones are slowed; as logins unless given. */
  slowdown?: Slowdown;
}

/** An admitted attempt. */
export interface Admitted {
  /** It is the wrong one, if it is wrong, from which on there is a wait. */
  isLastFree: boolean;
}

/**
 * Slows wrong logins down, for all processes together: by address, and by account. A device on which the account was used
 * before has a count of its own, so that strangers cannot lock its owner out (OWASP, device cookies).
 */
export class LoginGate {
  private readonly clock: Clock;
  /** Networks that Postgres refused, until when: a flood is refused here without asking again. */
  private readonly blocked = new Map<string, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Refuses a blocked network before anything of its request is read. Throws `too_many_attempts`. */
  refuseBlocked(req: Pick<Request, 'ip'>): void {
    this.refuseNetwork(networkOf(req));
  }

  /** Counts an attempt as wrong before it is tried. Throws `too_many_attempts` with `Retry-After`. */
  async admit(em: EntityManager, attempt: LoginAttempt): Promise<Admitted> {
    const { network, nirIndex, device, slowdown = accountSlowdown } = attempt;
    const now = this.clock.now();
    const byNetwork = { key: networkKey(network), slowdown: addressSlowdown };
    const byAccount = nirIndex === null ? [] : [{ key: accountKey(nirIndex, device), slowdown }];
    if (device === null) this.refuseNetwork(network);
    const [first = byNetwork, second] = device === null ? [byNetwork, ...byAccount] : byAccount;
    const admission = await admitLogin(em, [first, second], now);
    if (!admission.admitted) {
      if (admission.refusedBy === byNetwork.key) this.block(network, now + admission.waitMs);
      throw tooMany(admission.waitMs);
    }
    return { isLastFree: nirIndex !== null && admission.failures === slowdown.free };
  }

  /** Forgets the wrong logins of whoever turned out to be right, and takes this attempt back from its address. */
  async forgive(em: EntityManager, { network, nirIndex, device }: LoginAttempt): Promise<void> {
    await forgiveLogin(em, {
      forgotten: nirIndex === null ? null : accountKey(nirIndex, device),
      forgiven: device === null ? networkKey(network) : null,
    });
  }

  private refuseNetwork(network: string): void {
    const until = this.blocked.get(network);
    if (until === undefined) return;
    const left = until - this.clock.now();
    if (left > 0) throw tooMany(left);
    this.blocked.delete(network);
  }

  private block(network: string, until: number): void {
    if (this.blocked.size >= mostRemembered) this.blocked.clear();
    this.blocked.set(network, until);
  }
}

/** The key under which an account's wrong logins from strange devices are counted. */
export function accountKey(nirIndex: Buffer, device: string | null = null): string {
  const account = `account:${nirIndex.toString('hex')}`;
  return device === null ? account : `${account}:${device}`;
}

function networkKey(network: string): string {
  return `address:${network}`;
}

function tooMany(waitMs: number): Problem {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return new Problem('too_many_attempts', { headers: { 'Retry-After': seconds } });
}
