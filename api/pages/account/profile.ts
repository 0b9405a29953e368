import type { KeptProfile } from '../../../db/accounts/profile.ts';
import { amendProfile, showProfile } from '../../account/profile.ts';
import type { Form } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import type { TypedDetails } from '../../registrations/check-profile.ts';
import { contextOf } from '../context.ts';
import type { Draft } from '../registration/draft.ts';
import {
  categoryField,
  contactFields,
  contactIn,
  diplomaFields,
  noDiploma,
} from '../registration/profile-steps.ts';
import { type AccountFormPage, accountPath, doneAt } from './form-routes.ts';

const path = `${accountPath}/profil`;

/** Changing what one says of oneself: the fields of the registration. */
export const profilePage: AccountFormPage = {
  path,
  summary: 'My phone, address, diploma and category',
  build: async (exchange) => {
    const context = contextOf(exchange.req);
    const { account } = context.texts;
    const values = draftOf(await showProfile(exchange));
    return {
      title: account.profile.heading,
      intro: [account.profile.intro],
      action: path,
      back: { href: accountPath, label: account.back },
      fields: [
        ...contactFields(context, values),
        ...diplomaFields(context, values),
        categoryField(context, values),
      ],
      button: account.profile.button,
    };
  },
  act: async (exchange, form) => {
    try {
      await amendProfile(exchange, detailsIn(form));
    } catch (error) {
      throw asOnThePage(error);
    }
    return doneAt(exchange, accountPath, 'profile_changed');
  },
};

function draftOf({ phone, address, diploma, category }: KeptProfile): Draft {
  return {
    phone: phone ?? '',
    street: address?.street ?? '',
    complement: address?.complement ?? '',
    postcode: address?.postcode ?? '',
    city: address?.city ?? '',
    country: address?.country ?? 'FR',
    diploma: diploma === null ? noDiploma : String(diploma.level),
    diplomaYear: diploma === null ? '' : String(diploma.year),
    category: category === null ? '' : String(category),
  };
}

function detailsIn(form: Form): TypedDetails {
  const said = (name: string) => (form.get(name) ?? '').slice(0, 400);
  const diploma = said('diploma');
  return {
    ...contactIn(Object.fromEntries(form)),
    diploma: diploma === noDiploma ? null : { level: Number(diploma), year: Number(said('diplomaYear')) },
    category: Number(said('category')),
  };
}

/** The API has one name for the level of a diploma and its year. */
function asOnThePage(error: unknown): unknown {
  if (!(error instanceof Problem) || error.errors === null) return error;
  const errors = error.errors.map((part) =>
    part.code === 'invalid_diploma_year' ? { ...part, path: 'diplomaYear' } : part,
  );
  return new Problem(error.code, { errors });
}
