import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { safeError } from './safe-error.ts';

/**
 * Logs each request by a list of what may be said: method, route pattern, status, time, request id, and where a failure came
 * from. Never a body, a query string, a header, a cookie or a name; not even a path, which holds a dossier's number.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (_req: IncomingMessage, res: ServerResponse) => {
      const id = randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    serializers: { req: () => undefined, res: () => undefined, err: safeError },
    customSuccessObject: (req, res, value: object) => ({ ...value, ...summary(req, res) }),
    customErrorObject: (req, res, _error, value: object) => ({ ...value, ...summary(req, res) }),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
  });
}

function summary(req: IncomingMessage, res: ServerResponse) {
  const { route } = (res as Response).locals;
  return { method: req.method, route: typeof route === 'string' ? route : null, status: res.statusCode };
}
