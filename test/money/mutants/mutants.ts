/** A place where a rule is broken: a text that occurs once in a file, and what stands there instead. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/** A rule of the product broken on purpose. */
export interface Mutant {
  name: string;
  edits: readonly Edit[];
}

const session = 'activities/payments/checkout-session.ts';
const settling = 'activities/payments/settle-pages.ts';
const refund = 'activities/payments/request-refund.ts';
const paying = 'domain/dossier/effects/paying.ts';
const closing = 'domain/dossier/effects/closing.ts';
const owed = 'domain/dossier/owed.ts';

const notClosedBeforeLapse: Edit = {
  file: 'workflows/dossier/dossier.ts',
  from: 'if (timer.closesPages === true) await duties.closePagesBeforeLapse();',
  to: '',
};

/** The rules that the histories must find broken. */
export const mutants: readonly Mutant[] = [
  {
    name: 'a page’s idempotency key differs for each request',
    edits: [
      {
        file: session,
        from: 'const options = { idempotencyKey: keyOf(row) };',
        to: 'const options = { idempotencyKey: `${keyOf(row)}:${Math.random()}` };',
      },
    ],
  },
  {
    name: 'pages are left open when the payment is renewed',
    edits: [
      {
        file: settling,
        from: "const session = found.status === 'open' && !isKept ? await expire(stripe, found) : found;",
        to: "const session = found.status === 'open' && !isKept ? ({ ...found, status: 'expired' } as typeof found) : found;",
      },
    ],
  },
  {
    name: 'pages are not closed when the trainee or the organisation cancels',
    edits: [
      {
        file: owed,
        from: 'payment?.opened === true && isDecided ?',
        to: "payment?.opened === true && isDecided && !['trainee', 'organisation'].includes(dossier.closure?.by ?? '') ?",
      },
    ],
  },
  {
    name: 'pages are not closed when the request lapses',
    edits: [
      notClosedBeforeLapse,
      {
        file: owed,
        from: 'payment?.opened === true && isDecided ?',
        to: "payment?.opened === true && isDecided && dossier.closure?.by !== 'deadline' ?",
      },
    ],
  },
  {
    name: 'a refund’s key differs for each request',
    edits: [
      {
        file: refund,
        from: ':refund:${which}:${attempt}` }',
        to: ':refund:${which}:${attempt}:${Math.random()}` }',
      },
    ],
  },
  {
    name: 'a refund is a cent short',
    edits: [{ file: refund, from: 'amount: amountCents,', to: 'amount: amountCents - 1,' }],
  },
  {
    name: 'a second successful charge is not refunded',
    edits: [
      {
        file: paying,
        from: 'if (reason !== null) {',
        to: "if (reason === 'paid_twice') return { change: {} };\n  if (reason !== null) {",
      },
    ],
  },
  {
    name: 'a payment after the end is not refunded',
    edits: [
      {
        file: paying,
        from: 'if (reason !== null) {',
        to: "if (reason === 'paid_after_cancellation') return { change: {} };\n  if (reason !== null) {",
      },
    ],
  },
  {
    name: 'nothing knows an event, a message or a payment again',
    edits: [
      {
        file: 'api/payments/receive-event.ts',
        from: "if (known.outcome !== 'received') return known.outcome;",
        to: '',
      },
      {
        file: 'api/payments/receive-event.ts',
        from: 'messageId: `stripe:${id}`',
        to: 'messageId: `stripe:${id}:${Math.random()}`',
      },
      {
        file: 'domain/dossier/payment-identity.ts',
        from: 'const arrived = arrivedOf(dossier);',
        to: 'const arrived = arrivedOf(dossier).slice(3);',
      },
    ],
  },
  {
    name: 'rights are released twice',
    edits: [
      {
        file: 'db/recording/ledger.ts',
        from: '(${route.to}::text, ${step.cents}::integer)',
        to: "(${route.to}::text, ${step.kind === 'release' ? 2 * step.cents : step.cents}::integer)",
      },
    ],
  },
  {
    name: 'rights are released by each failed payment too',
    edits: [
      {
        file: paying,
        from: "change: { payment: { ...payment, status: 'refused', failure, toldAt: at, submitted: null } },",
        to: "change: { payment: { ...payment, status: 'refused', failure, toldAt: at, submitted: null } },\n    ledger: (dossier.agreement?.rightsCents ?? 0) === 0 ? null : { kind: 'release', cents: dossier.agreement!.rightsCents },",
      },
    ],
  },
  {
    name: 'rights are not consumed when the training ends',
    edits: [
      {
        file: 'domain/dossier/effects/training.ts',
        from: ", ledger: settledRights(dossier, 'consume') };",
        to: ' };',
      },
    ],
  },
  {
    name: 'rights stay reserved when a request lapses',
    edits: [
      {
        file: closing,
        from: "return { change: { closure }, ledger: settledRights(dossier, 'release') };",
        to: 'return { change: { closure } };',
      },
    ],
  },
  {
    name: 'a dispute is ignored',
    edits: [
      {
        file: 'domain/payment/event-meaning.ts',
        from: 'if (dispute?.payment_intent == null) return null;',
        to: 'if (dispute !== undefined) return null;\n  if (dispute?.payment_intent == null) return null;',
      },
    ],
  },
  {
    name: 'a webhook’s signature is not checked against its contents',
    edits: [
      {
        file: 'api/payments/stripe-event.ts',
        from: 'return Stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);',
        to: "return JSON.parse(secret === '' ? String(toleranceSeconds) : body.toString()) as unknown;",
      },
    ],
  },
  {
    name: 'a refund that failed is not tried again',
    edits: [
      {
        file: 'domain/dossier/refunding.ts',
        from: 'finalFailures.includes(failure) ? undefined : pausesMs[before.tries];',
        to: 'finalFailures.includes(failure) || before.tries === 0 ? undefined : pausesMs[before.tries];',
      },
    ],
  },
  {
    name: 'nobody asks for payments in time before a request lapses',
    edits: [notClosedBeforeLapse],
  },
  {
    name: 'a payment in time that is heard of late is refused',
    edits: [
      {
        file: 'domain/dossier/check.ts',
        from: "const judged = message.by === 'trainee' || message.by === 'organisation';",
        to: "const judged = message.by === 'trainee' || message.by === 'organisation' || message.by === 'payment';",
      },
    ],
  },
  {
    name: 'the first late day is judged as free',
    edits: [
      {
        file: 'domain/dossier/cancellation-dates.ts',
        from: 'policy.freeCancellationBefore, region), -1);',
        to: 'policy.freeCancellationBefore, region), 0);',
      },
    ],
  },
  {
    name: 'the day after the withdrawal period still belongs to it',
    edits: [
      {
        file: 'domain/dossier/cancellation-dates.ts',
        from: 'withdrawalUntil: endOfParisDay(lastToWithdraw),',
        to: 'withdrawalUntil: endOfParisDay(addDays(lastToWithdraw, 1)),',
      },
    ],
  },
  {
    name: 'the balance is not checked when rights are reserved',
    edits: [
      {
        file: 'domain/dossier/effects/validating.ts',
        from: 'return amounts.rightsCents === message.rightsCents && amounts.remainderCents === message.remainderCents;',
        to: 'return amounts.rightsCents >= 0 && message.rightsCents >= 0;',
      },
      {
        file: 'domain/dossier/effects/validating.ts',
        from: 'return agreed(amounts, message);',
        to: 'return agreed({ ...amounts, rightsCents: message.rightsCents, remainderCents: message.remainderCents }, message);',
      },
    ],
  },
];
