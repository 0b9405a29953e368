import { z } from 'zod';
import { instant, parisDay } from '../../../domain/calendar/paris-time.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import { route } from '../../http/route.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { calculated } from './calculator.ts';
import { calculatorView, type CalculatorView } from './calculator-view.ts';
import { understandView, type UnderstandView } from './view.ts';

const understandPage = template<UnderstandView>('understand/understand');
const calculatorPage = template<CalculatorView>('understand/calculator');
const typedSchema = z.object({
  jour: z.string().optional(),
  delai: z.string().default('organisation_reply'),
  lieu: z.string().default('metropole'),
});

/** What the states mean, and how deadlines are counted. */
export const understandRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/comprendre',
    access: 'visitor',
    summary: 'The states of a dossier, explained',
    handle: async (exchange) => {
      const context = contextOf(exchange.req);
      const main = understandPage(understandView(context));
      return await showPage(exchange, { title: context.texts.understand.title, main, section: 'understand' });
    },
  }),
  route({
    ...aPage,
    method: 'get',
    path: '/comprendre/echeances',
    access: 'visitor',
    summary: 'The deadlines calculator',
    query: typedSchema,
    handle: async (exchange) => {
      const { query, req, services } = exchange;
      const context = contextOf(req);
      const now = services.clock.now();
      const policy = policyOf(services.config.POLICY_VERSION);
      const typed = { ...query, jour: query.jour ?? parisDay(instant(now)) };
      const deadline = query.jour === undefined ? null : calculated(typed, policy);
      const isInvalid = query.jour !== undefined && deadline === null;
      const main = calculatorPage(calculatorView(context, { typed, policy, deadline, isInvalid, now }));
      const { title } = context.texts.calculator;
      return await showPage(exchange, { title, main, section: 'understand', status: isInvalid ? 422 : 200 });
    },
  }),
];
