import type { NextFunction, Request, Response } from 'express';

const ownHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Refuses what another site's page sends through the developer's browser, and names that only lead here by trickery. */
export function ownPagesOnly(request: Request, response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site');
  const foreign = request.method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || !ownHosts.test(request.get('host') ?? '')) {
    response.status(403).type('text').send('Not from here.\n');
    return;
  }
  next();
}
