import { renewRecoveryCodes, showSecondFactor } from '../../account/second-factor.ts';
import { seeOther } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { parsePart } from '../../problems/invalid.ts';
import { passwordAndCodeSchema, recoveryCodesSchema, secondFactorSchema } from '../../schemas/account.ts';
import { showForm } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { madeCodes, renewalForm, typedProof } from '../recovery-codes/renewal.ts';
import { type AccountFormPage, accountPath, type OwnExchange, postRoute } from './form-routes.ts';

/** Where the second step is turned on and off. */
export const factorPath = `${accountPath}/double-authentification`;

/** Where new recovery codes are made. */
export const codesPath = `${factorPath}/codes`;

const renewing: AccountFormPage = {
  path: codesPath,
  summary: 'New recovery codes, in place of those before; shown once',
  about: { password_wrong: 'password', second_factor_wrong: 'code' },
  build: (exchange) => formOf(exchange),
  act: async (exchange, form) => {
    const context = contextOf(exchange.req);
    const proof = parsePart(passwordAndCodeSchema, typedProof(context, form));
    const { json } = await renewRecoveryCodes(exchange, proof);
    const { recoveryCodes } = recoveryCodesSchema.parse(json);
    return await showPage(exchange, { ...madeCodes(context, recoveryCodes, factorPath), path: codesPath });
  },
};

/** Making new recovery codes. */
export const recoveryCodesPageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: codesPath,
    access: 'trainee',
    summary: renewing.summary,
    handle: async (exchange) => {
      const { enabled } = secondFactorSchema.parse((await showSecondFactor(exchange)).json);
      return enabled ? await showForm(exchange, formOf(exchange)) : seeOther(factorPath);
    },
  }),
  postRoute(renewing),
];

function formOf({ req }: OwnExchange) {
  const context = contextOf(req);
  return renewalForm(context, codesPath, {
    href: factorPath,
    label: context.texts.account.factor.heading,
  });
}
