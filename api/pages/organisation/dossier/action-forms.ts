import { organisationForceMajeure } from '../../../../domain/dossier/cancellation-reasons.ts';
import { type Field, textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import type { PageContext } from '../../context.ts';

/** What an organisation can do with a dossier, each by a form. */
export type MemberAction =
  'acknowledge' | 'accept' | 'propose' | 'refuse' | 'dates' | 'withdrawDates' | 'entry' | 'end' | 'withdraw';

/** Of the texts that a person writes. */
const longestText = 2_000;

/** What the forms of a dossier are made from. */
export interface ActionSource {
  /** The dossier's page. */
  path: string;
  /** In words: what a proposal would change. */
  now: Record<'price' | 'dates' | 'place' | 'hours', string>;
  /** `YYYY-MM-DD`, in Paris. */
  today: string;
  /** Between which days an entry may be declared, `YYYY-MM-DD`. */
  entryDays: { earliest: string; latest: string };
}

/** The forms by which an organisation acts on a dossier, their fields by the names that the API gives them. */
export function actionForms(context: PageContext, source: ActionSource): Record<MemberAction, FormPage> {
  const { dossier: t } = context.texts.organisation;
  const { path } = source;
  const form = (
    action: MemberAction,
    sendTo: string,
    rest: Partial<Pick<FormPage, 'fields' | 'look'>> = {},
  ): FormPage => ({
    ...{ title: t[action].heading, action: path, sendTo: `${path}/${sendTo}`, fields: [] },
    ...(sendTo === 'reponse' ? { hidden: { decision: action } } : {}),
    ...{ button: t[action].button, ...rest },
  });
  return {
    acknowledge: form('acknowledge', 'reponse'),
    accept: form('accept', 'reponse'),
    propose: form('propose', 'reponse', { fields: proposalFields(context, source) }),
    refuse: form('refuse', 'reponse', { fields: [reasonField(context)], look: 'danger' }),
    dates: form('dates', 'dates', { fields: datesFields(context, source) }),
    withdrawDates: form('withdrawDates', 'dates/retrait', { look: 'outline' }),
    entry: form('entry', 'entree', {
      fields: [entryField(context, source)],
    }),
    end: form('end', 'fin', {
      fields: [
        dayField('endedOn', context.texts.dossier.endedOn, source),
        optional('attendancePercent', t.end.attendance, {
          inputmode: 'numeric',
          maxlength: 3,
          hint: t.end.attendanceHint,
        }),
        area('attendanceReason', t.end.reason),
      ],
    }),
    withdraw: form('withdraw', 'annulation', { fields: withdrawalFields(context), look: 'danger' }),
  };
}

function proposalFields({ texts }: PageContext, source: ActionSource): Field[] {
  const { propose: t, noteHeading } = texts.organisation.dossier;
  const { fields: names } = texts.dossier;
  const { now } = source;
  const number = { inputmode: 'decimal' } as const;
  return [
    optional('startsOn', names.startsOn, { type: 'date', hint: now.dates }),
    optional('endsOn', names.endsOn, { type: 'date' }),
    optional('priceCents', t.price, { ...number, maxlength: 20, hint: now.price }),
    { kind: 'check', name: 'confirmPrice', label: t.confirmPrice, isChecked: false },
    optional('hours', t.hours, { ...number, maxlength: 10, hint: now.hours }),
    optional('place', names.place, { maxlength: 200, hint: now.place }),
    area('note', noteHeading),
  ];
}

function datesFields({ texts }: PageContext, { now }: ActionSource): Field[] {
  const { noteHeading } = texts.organisation.dossier;
  const { fields: names } = texts.dossier;
  const day = { type: 'date', isOptional: false } as const;
  return [
    optional('startsOn', names.startsOn, { ...day, hint: now.dates }),
    optional('endsOn', names.endsOn, day),
    area('note', noteHeading),
  ];
}

function reasonField({ texts }: PageContext): Field {
  return area('reason', texts.organisation.dossier.refuse.reason);
}

function withdrawalFields({ texts, wording }: PageContext): Field[] {
  const { withdraw: t } = texts.organisation.dossier;
  const listed = organisationForceMajeure.map((value) => ({
    value,
    label: wording.cancellationReasons[value],
  }));
  const options = [{ value: '', label: t.choose }, ...listed];
  return [{ kind: 'select', name: 'reason', label: t.listed, options, value: '' }, area('ownReason', t.own)];
}

function entryField({ texts }: PageContext, { entryDays }: ActionSource): Field {
  const { earliest: min, latest: max } = entryDays;
  return textField({ name: 'enteredOn', label: texts.dossier.enteredOn, type: 'date', value: max, min, max });
}

function dayField(name: 'endedOn', label: string, { today }: ActionSource): Field {
  return textField({ name, label, type: 'date', value: today, max: today });
}

function optional(name: string, label: string, rest: Partial<Parameters<typeof textField>[0]>): Field {
  return textField({ name, label, isOptional: true, ...rest });
}

function area(name: string, label: string): Field {
  return {
    kind: 'area',
    name,
    label,
    value: '',
    hint: null,
    maxlength: longestText,
    rows: 4,
    isOptional: true,
  };
}
