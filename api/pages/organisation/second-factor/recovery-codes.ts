import type { MemberCaller } from '../../../http/caller.ts';
import { seeOther } from '../../../http/reply.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { factorState, renewCodes } from '../../../organisation/member-factor.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { factorProofSchema } from '../../../schemas/members.ts';
import { contextOf } from '../../context.ts';
import { aPage } from '../../page-route.ts';
import { madeCodes, renewalForm, typedProof } from '../../recovery-codes/renewal.ts';
import { showMemberForm } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';

/** Where the second factor is turned on and off. */
export const factorPath = '/organisme/double-authentification';

/** Where new recovery codes are made. */
export const codesPath = `${factorPath}/codes`;

/** The problems that are about what shows that whoever is logged in is the member themselves. */
export const aboutProof = {
  invalid_member_credentials: 'password',
  second_factor_invalid: 'code',
} as const;

const ofMember = { ...aPage, path: codesPath, access: 'member' } as const;

/** Making new recovery codes. */
export const memberCodesRoutes = [
  route({
    ...ofMember,
    method: 'get',
    summary: 'The form for new recovery codes',
    handle: async (exchange) => {
      if (!(await factorState(exchange)).enabled) return seeOther(factorPath);
      return await showMemberForm(exchange, 'account', formOf(exchange));
    },
  }),
  route({
    ...ofMember,
    method: 'post',
    form: true,
    about: aboutProof,
    summary: 'Make new recovery codes, in place of those before; shown once',
    handle: async (exchange) => {
      const context = contextOf(exchange.req);
      const proof = parsePart(factorProofSchema, typedProof(context, exchange.body));
      const codes = await renewCodes(exchange, proof);
      const page = madeCodes(context, codes, factorPath);
      return await showMemberPage(exchange, { ...page, section: 'account', path: codesPath });
    },
  }),
];

function formOf({ req }: Exchange<MemberCaller>) {
  const context = contextOf(req);
  const back = { href: factorPath, label: context.texts.organisation.secondFactor.title };
  return renewalForm(context, codesPath, back);
}
