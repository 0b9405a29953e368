import express, { type RequestHandler } from 'express';
import { Problem } from '../problems/problem.ts';
import { noteBody } from '../security/content-digest.ts';
import type { RawBody } from './route.ts';

const largestBody = '100kb';

/** Refuses a body that is not JSON; a request without a body passes. */
const jsonOnly: RequestHandler = (req, _res, next) => {
  // `is` gives null when there is no body at all; browsers announce an empty one.
  const isEmpty = req.get('Content-Length') === '0';
  if (!isEmpty && req.is('application/json') === false) throw new Problem('unsupported_media_type');
  next();
};

/** Reads the JSON body of the routes that take one, and of no others. */
export const readBody: readonly RequestHandler[] = [
  jsonOnly,
  express.json({ limit: largestBody, verify: noteBody }),
];

/** Reads the body of a route that takes its bytes as they come. */
export function readRawBody({ mediaTypes, limit, byContent }: RawBody): readonly RequestHandler[] {
  const known: RequestHandler = (req, _res, next) => {
    const isRight = byContent ? !req.is('multipart/*') : req.is([...mediaTypes]) !== false;
    if (!isRight) {
      throw new Problem('unsupported_media_type', { details: { accepted: mediaTypes } });
    }
    next();
  };
  return [known, express.raw({ type: byContent ? () => true : [...mediaTypes], limit, verify: noteBody })];
}

const formType = 'application/x-www-form-urlencoded';

const formOnly: RequestHandler = (req, _res, next) => {
  if (req.is(formType) === false) throw new Problem('unsupported_media_type');
  next();
};

const parseForm: RequestHandler = (req, _res, next) => {
  req.body = new URLSearchParams(typeof req.body === 'string' ? req.body : '');
  next();
};

/** Reads the fields of a page's form. */
export const readForm: readonly RequestHandler[] = [
  formOnly,
  express.text({ type: formType, limit: largestBody }),
  parseForm,
];
