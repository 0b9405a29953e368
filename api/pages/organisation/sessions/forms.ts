import { regionOfDepartment } from '../../../../domain/calendar/region-of-place.ts';
import type { SessionRow } from '../../../organisation/session-row.ts';
import type { Form } from '../../../http/route.ts';
import { type Field, textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import type { Texts } from '../../texts/index.ts';
import { centsField, filled, numberField } from '../dossier/forms.ts';

type T = Texts['organisation']['sessions'];

/** Where the sessions are listed. */
export const sessionsPath = '/organisme/sessions';
/** Where the trainings are, of which sessions are published. */
export const trainingsPath = '/organisme/formations';

/** A session as somebody would type it, by the names that the API gives to its fields. */
type TypedSession = Record<
  'startsOn' | 'endsOn' | 'priceCents' | 'hours' | 'place' | 'remote' | 'hasPrerequisites' | 'region',
  string
>;

function asTyped(row: SessionRow): TypedSession {
  return {
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    priceCents: (row.priceCents / 100).toFixed(2).replace('.', ','),
    hours: row.hours === null ? '' : String(row.hours).replace('.', ','),
    place: row.place,
    remote: row.remote ? 'oui' : '',
    hasPrerequisites: row.hasPrerequisites ? 'oui' : '',
    region: row.region,
  };
}

/** A session of which nothing is known yet. */
const nothingTyped: TypedSession = {
  ...{ startsOn: '', endsOn: '', priceCents: '', hours: '', place: '' },
  ...{ remote: '', hasPrerequisites: '', region: 'metropole' },
};

/** What was typed, as the API takes it. Throws `invalid_request` for an amount that is none. */
export function termsFrom(form: Form): Record<string, unknown> {
  return {
    startsOn: filled(form, 'startsOn') ?? '',
    endsOn: filled(form, 'endsOn') ?? '',
    priceCents: centsField(form, 'priceCents') ?? null,
    hours: numberField(form, 'hours') ?? null,
    place: filled(form, 'place') ?? '',
    remote: form.get('remote') === 'oui',
    hasPrerequisites: form.get('hasPrerequisites') === 'oui',
    region: form.get('region') ?? '',
  };
}

/** The form that publishes a session of a training; the holidays offered are those of the training's department. */
export function newSessionForm(
  t: T,
  training: { id: string; title: string; departmentCode: string | null },
): FormPage {
  const region = regionOfDepartment(training.departmentCode);
  return {
    title: t.newTitle,
    intro: [t.training(training.title)],
    back: { href: trainingsPath, label: t.backToTrainings },
    action: `${sessionsPath}/nouvelle?formation=${training.id}`,
    sendTo: sessionsPath,
    hidden: { trainingId: training.id },
    fields: fieldsOf(t, { ...nothingTyped, region }),
    button: t.publishButton,
  };
}

/** The forms of a session's page: its change, and its closing or reopening. */
export function sessionForms(t: T, row: SessionRow): Record<'change' | 'power', FormPage> {
  const path = `${sessionsPath}/${row.id}`;
  const isOpen = row.status === 'open';
  return {
    change: { title: t.editTitle, action: path, fields: fieldsOf(t, asTyped(row)), button: t.save },
    power: {
      title: isOpen ? t.closeHeading : t.reopenHeading,
      action: path,
      sendTo: `${path}/ouverture`,
      fields: [],
      hidden: { status: isOpen ? 'closed' : 'open' },
      button: isOpen ? t.close : t.reopen,
      look: isOpen ? 'danger' : 'outline',
    },
  };
}

function fieldsOf(t: T, typed: TypedSession): Field[] {
  const regions = Object.entries(t.regions).map(([value, label]) => ({ value, label }));
  const { startsOn, endsOn, priceCents, hours, place, region } = typed;
  return [
    textField({ name: 'startsOn', label: t.startsOn, type: 'date', value: startsOn }),
    textField({ name: 'endsOn', label: t.endsOn, type: 'date', value: endsOn }),
    textField({ name: 'priceCents', label: t.price, inputmode: 'decimal', value: priceCents, maxlength: 20 }),
    textField({
      ...{ name: 'hours', label: t.hours, inputmode: 'decimal', value: hours },
      ...{ maxlength: 10, isOptional: true },
    }),
    textField({ name: 'place', label: t.place, hint: t.placeHint, value: place, maxlength: 200 }),
    { kind: 'check', name: 'remote', label: t.remoteBox, isChecked: typed.remote === 'oui' },
    {
      kind: 'check',
      name: 'hasPrerequisites',
      label: t.prerequisitesBox,
      isChecked: typed.hasPrerequisites === 'oui',
    },
    { kind: 'select', name: 'region', label: t.region, options: regions, value: region },
  ];
}
