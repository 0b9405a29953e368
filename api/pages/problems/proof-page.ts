import type { Request } from 'express';
import { idempotencyField } from '../../http/idempotency-key.ts';
import { Problem } from '../../problems/problem.ts';
import { ownerField } from '../../kept-forms/owner.ts';
import { showAgain } from '../../kept-forms/kept-form.ts';
import { csrfField } from '../../security/csrf.ts';
import { proofField } from '../../security/fresh-proof.ts';
import { passwordField } from '../account-form/fields.ts';
import { formParts } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import type { PageParts } from '../frame/frame.ts';
import { pageBefore } from './page-before.ts';

const madeAnew = [csrfField, idempotencyField, ownerField, proofField];

/** Asks a member for their password before what they sent is done: nothing of it has to be typed again. */
export function proofParts(req: Request, { cause }: Problem): PageParts {
  const context = contextOf(req);
  const { proof: t } = context.texts.organisation;
  const sent = req.body instanceof URLSearchParams ? [...req.body] : [];
  const before = pageBefore(req);
  const form = {
    title: t.title,
    intro: [t.intro],
    action: before,
    sendTo: req.originalUrl,
    hidden: sent.filter(([name]) => !madeAnew.includes(name)),
    fields: [passwordField({ name: proofField, label: t.password, autocomplete: 'current-password' })],
    button: t.button,
    links: [{ href: before, label: t.cancel }],
  };
  if (cause instanceof Problem) {
    const wrong = cause.code === 'invalid_member_credentials';
    const problem = wrong ? new Problem('password_wrong') : cause;
    const about = { password_wrong: proofField, too_many_attempts: proofField };
    showAgain(req, { action: req.path, values: new URLSearchParams(), hadFiles: false, problem, about });
  }
  return { ...formParts({ req }, form), status: 403 };
}
