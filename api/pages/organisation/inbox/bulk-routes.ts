import { z } from 'zod';
import { type DossierNumber, isDossierNumber } from '../../../../domain/dossier/number.ts';
import { type ReplyOutcome, replyToMany, type SharedReply } from '../../../dossiers/reply-to-many.ts';
import { traineeNames } from '../../../dossiers/organisation-list.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, type Form, route } from '../../../http/route.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { mostAtOnce, sharedReplySchema } from '../../../schemas/messages.ts';
import type { FormPage } from '../../account-form/form.ts';
import { contextOf, type PageContext } from '../../context.ts';
import { template } from '../../engine.ts';
import { aPage } from '../../page-route.ts';
import { problemText } from '../../problems/problem-text.ts';
import type { Texts } from '../../texts/index.ts';
import { showMemberForm } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';

type From = Exchange<MemberCaller, unknown, unknown, Form>;

interface BulkResult {
  path: string;
  number: string;
  outcome: string;
  why: string | null;
}

const resultPage = template<{ t: Texts['organisation']['inbox']; results: BulkResult[] }>(
  'organisation/inbox/bulk-result',
);
const decisionSchema = z.enum(['accept', 'acknowledge', 'refuse']).catch('accept');
const longestReason = 2_000;
const path = '/organisme/reponses';
const refusalPath = '/organisme/refus';

/** One reply to all ticked requests. */
export const bulkRoutes = [
  route({
    ...aPage,
    method: 'post',
    path,
    access: 'member',
    permission: 'reply_to_dossiers',
    form: true,
    summary:
      'Accept, acknowledge or refuse every ticked request, each by itself; a refusal is confirmed first',
    handle: async (exchange) => {
      const { body, em, caller } = exchange;
      const numbers = numbersIn(body.getAll('numero'));
      const names = await traineeNames(em, caller, numbers);
      const decision = decisionSchema.parse(body.get('decision'));
      const mustConfirm = decision === 'refuse' && numbers.length > 0 && !body.has('reason');
      if (mustConfirm) return seeOther(`${refusalPath}?numeros=${numbers.join('.')}`);
      const reason = body.get('reason')?.trim();
      const reply = parsePart(sharedReplySchema, { decision, ...(reason ? { reason } : {}) });
      return await answerAll(exchange, { numbers, names }, reply);
    },
  }),
  route({
    ...aPage,
    method: 'get',
    path: refusalPath,
    access: 'member',
    permission: 'reply_to_dossiers',
    summary: 'What is to be refused, read once more, and the reason',
    query: z.object({ numeros: z.string().default('') }),
    handle: async (exchange) => {
      const { em, caller, query, req } = exchange;
      const numbers = numbersIn([query.numeros]);
      if (numbers.length === 0) return seeOther('/organisme');
      const names = await traineeNames(em, caller, numbers);
      return await showMemberForm(exchange, 'dossiers', refusalForm(contextOf(req), { numbers, names }));
    },
  }),
];

/** What was ticked, and whose dossiers they are. */
interface Chosen {
  numbers: readonly DossierNumber[];
  names: ReadonlyMap<string, string>;
}

/** « Camille Martin – Dossier n° 4042234296 » */
function nameOf(texts: Texts, names: Chosen['names'], number: DossierNumber): string {
  const name = names.get(number);
  return name === undefined ? texts.dossiers.number(number) : `${name} – ${texts.dossiers.number(number)}`;
}

/** Ticked one by one in the list, or all in one field once a refusal is confirmed. */
function numbersIn(typed: readonly string[]): DossierNumber[] {
  return [...new Set(typed.flatMap((value) => value.split(/[ .]/)))]
    .filter(isDossierNumber)
    .slice(0, mostAtOnce);
}

/** A refusal is for good: what is refused, and why, is read once more. */
function refusalForm({ texts }: PageContext, { numbers, names }: Chosen): FormPage {
  const { inbox: t, dossier } = texts.organisation;
  return {
    title: t.refuseTitle(numbers.length),
    intro: [t.refuseText, ...numbers.map((number) => nameOf(texts, names, number))],
    action: `${refusalPath}?numeros=${numbers.join('.')}`,
    sendTo: path,
    hidden: { decision: 'refuse', numero: numbers.join(' ') },
    fields: [
      {
        ...{ kind: 'area', name: 'reason', label: dossier.refuse.reason, value: '', hint: t.reasonHint },
        ...{ maxlength: longestReason, rows: 4, isOptional: true },
      },
    ],
    button: t.refuseButton(numbers.length),
    look: 'danger',
    links: [{ href: '/organisme', label: t.backToList }],
  };
}

async function answerAll(exchange: From, { numbers, names }: Chosen, reply: SharedReply): Promise<Reply> {
  const context = contextOf(exchange.req);
  const t = context.texts.organisation.inbox;
  const outcomes = await replyToMany(exchange, numbers, reply);
  const results = outcomes.map((outcome) => ({
    ...resultOf(context, reply.decision, outcome),
    number: nameOf(context.texts, names, outcome.number),
  }));
  return await showMemberPage(exchange, {
    title: t.resultTitle,
    main: resultPage({ t, results }),
    section: 'dossiers',
    path: '/organisme',
  });
}

function resultOf(
  { texts, language }: PageContext,
  decision: SharedReply['decision'],
  { number, outcome, problem }: ReplyOutcome,
): Omit<BulkResult, 'number'> {
  const { inbox: t } = texts.organisation;
  return {
    path: `/organisme/dossiers/${number}`,
    outcome: outcome === 'received' ? t.received : t[outcome === 'done' ? 'done' : 'notDone'][decision],
    why: problem === null ? null : problemText(language, problem).detail,
  };
}
