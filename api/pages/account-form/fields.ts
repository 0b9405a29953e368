/** A field of a form, as a page shows it. */
export type Field = TextField | AreaField | ChoiceField | SelectField | GroupField | CheckField | FileField;

/** A line to type in. */
export interface TextField {
  kind: 'text';
  name: string;
  label: string;
  type: 'text' | 'email' | 'tel' | 'password' | 'url' | 'date' | 'datetime-local';
  value: string;
  hint: string | null;
  autocomplete: string;
  inputmode: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
  maxlength: number;
  /** The first and the last day that can be chosen, of a date. */
  min: string | null;
  max: string | null;
  isReadOnly: boolean;
  isOptional: boolean;
}

/** Lines to type in. */
export interface AreaField {
  kind: 'area';
  name: string;
  label: string;
  value: string;
  hint: string | null;
  maxlength: number;
  rows: number;
  isOptional: boolean;
}

/** One of many answers, in a list that opens. */
export interface SelectField {
  kind: 'select';
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  value: string;
}

/** Any of several answers. */
export interface GroupField {
  kind: 'group';
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  values: readonly string[];
  hint: string | null;
}

/** One of several answers. */
export interface ChoiceField {
  kind: 'choice';
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  value: string;
}

/** Files to send; the form then goes out as `multipart/form-data`, which its route must read (`upload`). */
export interface FileField {
  kind: 'file';
  name: string;
  label: string;
  hint: string | null;
  /** Kinds that the browser's dialogue shows first. */
  accept: string;
  isMultiple: boolean;
  isOptional: boolean;
}

/** A box to tick. */
export interface CheckField {
  kind: 'check';
  name: string;
  label: string;
  isChecked: boolean;
}

type Wish = Pick<TextField, 'name' | 'label'> & Partial<TextField>;

/** A line to type in; needed and typed without help of the browser unless said otherwise. */
export function textField(wish: Wish): TextField {
  return {
    kind: 'text',
    type: 'text',
    value: '',
    hint: null,
    autocomplete: 'off',
    inputmode: 'text',
    maxlength: 400,
    min: null,
    max: null,
    isReadOnly: false,
    isOptional: false,
    ...wish,
  };
}

/** A line for a password: what was typed is never shown again. */
export function passwordField(wish: Pick<TextField, 'name' | 'label' | 'autocomplete'>): TextField {
  return textField({ type: 'password', maxlength: 1_024, ...wish });
}
