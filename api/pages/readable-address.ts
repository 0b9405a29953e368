import type { ErrorRequestHandler } from 'express';
import { problemOf } from '../problems/of-error.ts';
import { wantsPage } from './problems/problem-page.ts';

/**
 * Leads from an address of a page whose parameters cannot be read to the same page without them: a cut or outdated link to a
 * further part of a list still shows the list.
 */
export const withoutWrongParameters: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const { code, errors } = problemOf(error);
  const wrong = Object.keys(req.query).filter((name) => errors?.some(({ path }) => path === name) ?? false);
  if (code !== 'invalid_request' || wrong.length === 0 || res.headersSent || !wantsPage(req)) {
    next(error);
    return;
  }
  const { pathname, searchParams } = new URL(req.originalUrl, 'http://local');
  for (const name of wrong) searchParams.delete(name);
  res.redirect(303, searchParams.size === 0 ? pathname : `${pathname}?${searchParams.toString()}`);
};
