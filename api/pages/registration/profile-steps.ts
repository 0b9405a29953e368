import { readRegistration } from '../../../db/accounts/registrations.ts';
import { birthYearOf, checkDiploma, diplomaLevels } from '../../../domain/account/diploma.ts';
import { countryNames } from '../../../domain/account/country.ts';
import {
  isSocioProfessionalCategory,
  socioProfessionalCategories,
} from '../../../domain/account/socio-professional-category.ts';
import type { Language } from '../../../domain/language.ts';
import { parisDay } from '../../../domain/calendar/paris-time.ts';
import { FieldCheck } from '../../problems/fields.ts';
import { readContact, type TypedContact } from '../../registrations/check-profile.ts';
import { invalidPart } from '../../problems/problem.ts';
import type { Exchange } from '../../http/route.ts';
import { type ChoiceField, type Field, textField } from '../account-form/fields.ts';
import type { PageContext } from '../context.ts';
import { remembered } from '../remembered.ts';
import type { Draft } from './draft.ts';
import type { Step } from './step.ts';

/** « Aucun diplôme » among the levels. */
export const noDiploma = 'aucun';

/** The steps after the mail's code, but the last (domain.md, Creating an account, 7 to 9). */
export const profileSteps: readonly Step[] = [
  {
    key: 'phone',
    text: 'contact',
    number: 7,
    slug: 'coordonnees',
    fields: contactFields,
    read: contactOf,
  },
  {
    key: 'diploma',
    text: 'diploma',
    number: 8,
    slug: 'diplome',
    fields: diplomaFields,
    read: readDiploma,
  },
  {
    key: 'category',
    text: 'category',
    number: 9,
    slug: 'categorie',
    fields: (context, values) => [categoryField(context, values)],
    read: ({ category = '' }) => {
      if (isSocioProfessionalCategory(Number(category))) return { category };
      throw invalidPart('category', 'Choisissez une catégorie de la liste.', 'choose_category');
    },
  },
];

const countriesIn = remembered((language: Language) =>
  Object.entries(countryNames(language)).map(([value, label]) => ({ value, label })),
);

/** The fields for phone and postal address. */
export function contactFields({ language, texts: { registration: t } }: PageContext, values: Draft): Field[] {
  const { phone = '', street = '', complement = '', postcode = '', city = '', country = 'FR' } = values;
  const named = countriesIn(language);
  return [
    textField({
      name: 'phone',
      label: t.phoneLabel,
      hint: t.phoneHint,
      value: phone,
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
    }),
    { kind: 'select', name: 'country', label: t.countryLabel, value: country, options: named },
    textField({ name: 'street', label: t.streetLabel, value: street, autocomplete: 'address-line1' }),
    textField({
      name: 'complement',
      label: t.complementLabel,
      value: complement,
      autocomplete: 'address-line2',
      isOptional: true,
    }),
    textField({
      name: 'postcode',
      label: t.postcodeLabel,
      value: postcode,
      hint: t.postcodeHint,
      autocomplete: 'postal-code',
      maxlength: 20,
      isOptional: true,
    }),
    textField({ name: 'city', label: t.cityLabel, value: city, autocomplete: 'address-level2' }),
  ];
}

/** The fields for the highest diploma. */
export function diplomaFields(
  { texts: { registration: t } }: PageContext,
  { diploma = '', diplomaYear = '' }: Draft,
): Field[] {
  return [
    {
      kind: 'choice',
      name: 'diploma',
      label: t.diplomaLabel,
      value: diploma,
      options: [
        { value: noDiploma, label: t.noDiploma },
        ...Object.entries(t.diplomaLevels(diplomaLevels)).map(([value, label]) => ({ value, label })),
      ],
    },
    textField({
      name: 'diplomaYear',
      label: t.diplomaYearLabel,
      hint: t.diplomaYearHint,
      value: diplomaYear,
      inputmode: 'numeric',
      maxlength: 4,
      isOptional: true,
    }),
  ];
}

/** The field for the socio-professional category. */
export function categoryField(
  { texts: { registration: t } }: PageContext,
  { category = '' }: Draft,
): ChoiceField {
  const groups = Object.entries(t.categories(socioProfessionalCategories));
  const options = groups.map(([value, label]) => ({ value, label }));
  return { kind: 'choice', name: 'category', label: t.categoryLabel, value: category, options };
}

/** Phone and postal address as a draft holds them. */
export function contactIn(values: Draft): TypedContact {
  const { phone = '', street = '', complement = '', postcode = '', city = '', country = '' } = values;
  return { phone, address: { street, complement, postcode, city, country } };
}

function contactOf(values: Draft): Draft {
  const fields = new FieldCheck();
  readContact(fields, contactIn(values));
  fields.end();
  const { phone, address } = contactIn(values);
  return { phone, ...address, complement: address.complement ?? '' };
}

async function readDiploma(
  { diploma = '', diplomaYear = '' }: Draft,
  { em, services, receivedAt }: Exchange,
  id: string,
): Promise<Draft> {
  if (diploma === noDiploma) return { diploma, diplomaYear: '' };
  if (!Object.hasOwn(diplomaLevels, diploma))
    throw invalidPart('diploma', 'Choisissez un niveau de diplôme de la liste.', 'invalid_diploma_level');
  const pending = await readRegistration(em, services.vault, id);
  const nir = pending?.identity?.nir;
  const thisYear = Number(parisDay(receivedAt).slice(0, 4));
  if (nir !== undefined) {
    const said = { level: Number(diploma), year: Number(diplomaYear) };
    const fields = new FieldCheck();
    fields.read('diplomaYear', () => checkDiploma(said, { birthYear: birthYearOf(nir, thisYear), thisYear }));
    fields.end();
  }
  return { diploma, diplomaYear };
}
