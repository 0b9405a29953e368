import express, { type Router } from 'express';
import type { AppParts } from '../parts.ts';

/** The pages for people. */
export function pageRouter(_parts: AppParts): Router {
  return express.Router();
}
