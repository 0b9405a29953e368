import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { FieldOfProblem } from '../kept-forms/kept-form.ts';
import type { ProblemCode } from '../problems/table.ts';
import type { Services } from '../services.ts';
import type { OrganisationPermission } from '../../domain/organisation/permissions.ts';
import type { Caller, MemberCaller, OrganisationCaller, TraineeCaller } from './caller.ts';
import type { Reply } from './reply.ts';
import type { UploadLimits } from './upload.ts';

/**
 * Who may call a route: `anyone` without any session, a `visitor` whose browser has or gets one, a logged-in `trainee`, an
 * `organisation` by its API key or a member's session, a logged-in `member` of an organisation.
 */
export type Access = 'anyone' | 'visitor' | 'trainee' | 'organisation' | 'member';

/** The caller that each kind of access guarantees. */
export type CallerOf<A extends Access> = A extends 'trainee'
  ? TraineeCaller
  : A extends 'organisation'
    ? OrganisationCaller
    : A extends 'member'
      ? MemberCaller
      : null;

/** A request after its checks: what a handler works with. */
export interface Exchange<C extends Caller | null = Caller | null, P = unknown, Q = unknown, B = unknown> {
  readonly services: Services;
  /** One fork per request. */
  readonly em: EntityManager;
  readonly caller: C;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** When the request arrived: what is held against deadlines. */
  readonly receivedAt: Instant;
  /** `performance.now()` after which nothing may be sent on: timers of workflows count on it (design.md, "Time"). */
  readonly giveUpAt: number;
  readonly idempotencyKey: string | null;
  readonly req: Request;
  readonly res: Response;
}

/** One answer that a route can give when all went well. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204 | 206 | 303;
  readonly description: string;
  readonly schema?: z.ZodType;
  /** `application/json` unless given; several where the answer may be of any of them. */
  readonly mediaType?: string | readonly string[];
}

/** A body that is not parsed. */
export interface RawBody {
  /** Others answer 415. */
  readonly mediaTypes: readonly string[];
  /** In bytes; more answers 413. */
  readonly limit: number;
  /** The content tells what it is: any announced type is taken, but that of a form, whose body is no file. */
  readonly byContent?: true;
}

/** The fields of a page's form, as they were sent. */
export type Form = URLSearchParams;

/** A route: declared once, then mounted, documented and listed for the tests. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In Express's notation: `/api/dossiers/:number`. */
  readonly path: string;
  readonly access: Access;
  /**
   * What a caller in an organisation's name must be allowed to do: every route for organisations names one, a member's own
   * affairs need none.
   */
  readonly permission?: OrganisationPermission;
  /** A session alone is not enough: its owner must have given their password within the last minutes. */
  readonly needsFreshProof?: true;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodType;
  /** The answer to a path whose parameters cannot name anything: the same as when they name nothing. */
  readonly unknown?: ProblemCode;
  readonly query?: z.ZodType;
  /** Headers beside those that follow from access and method: documented here, read by the handler. */
  readonly headers?: z.ZodObject;
  /** Absent: a JSON body is neither needed nor read. */
  readonly body?: z.ZodType;
  /** The body is taken byte for byte, as a `Buffer`: files, and requests whose signature covers their bytes. */
  readonly raw?: RawBody;
  /** The body is a page's form; it carries the CSRF token and the idempotency key as fields. */
  readonly form?: true;
  /** The fields of the form that whole problems are about. */
  readonly about?: FieldOfProblem;
  /** The form sends files (`multipart/form-data`), within these limits: `filesOf` gives them. */
  readonly upload?: UploadLimits;
  readonly successes: readonly Success[];
  /** Errors beside those that follow from access, parameters and body. */
  readonly problems?: readonly ProblemCode[];
  /**
   * Refuses files by throwing, before any of them is read: whose dossier it is, whether it takes more. Of a form, only the
   * idempotency key is known.
   */
  admit?(exchange: Exchange): Promise<void>;
  /** Refuses a request by throwing, before its session and its body are read: against floods. */
  readonly gate?: (services: Services, req: Request) => void;
  /** Not in the OpenAPI document: pages and their files. */
  readonly hidden?: true;
  handle(exchange: Exchange): Promise<Reply> | Reply;
}

type BodyOf<B extends z.ZodType, R extends RawBody, F extends true> = [F] extends [never]
  ? [R] extends [never]
    ? z.output<B>
    : Buffer
  : Form;

interface TypedRoute<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends RawBody,
  F extends true,
> extends Omit<
  Route,
  'access' | 'permission' | 'params' | 'query' | 'body' | 'raw' | 'form' | 'admit' | 'handle'
> {
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly raw?: R;
  readonly form?: F;
  admit?(exchange: Exchange<CallerOf<A>, z.output<P>, z.output<Q>>): Promise<void>;
  handle(exchange: Exchange<CallerOf<A>, z.output<P>, z.output<Q>, BodyOf<B, R, F>>): Promise<Reply> | Reply;
}

type PermissionFor<A extends Access> = A extends 'organisation'
  ? { readonly permission: OrganisationPermission }
  : A extends 'member'
    ? { readonly permission?: OrganisationPermission }
    : { readonly permission?: never };

/** Declares a route; its handler is typed by the route's own schemas. */
export function route<
  A extends Access,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends RawBody = never,
  F extends true = never,
>(declared: TypedRoute<A, P, Q, B, R, F> & PermissionFor<A>): Route {
  // The mounting code parses with these very schemas before it calls the handler.
  return declared;
}
