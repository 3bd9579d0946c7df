import type { ComponentType, ReactNode } from 'react';
import type * as z from 'zod';
import type { Event } from '../../kernel/event.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { UsedCommand } from '../client.tsx';
import type { Choice } from '../filters.tsx';
import type { Text } from '../parts.tsx';

/** What every picker takes: a form's control, or `value` and `onChange`. Without `label` a label stands outside. */
export interface PickProps {
  value: string | undefined;
  onChange(value: string | undefined): void;
  id?: string;
  label?: string;
  invalid?: boolean;
  describedBy?: string;
  placeholder?: string;
  autoFocus?: boolean;
  within?: PlacePath;
}

export type ControlKind =
  | 'text'
  | 'long'
  | 'number'
  | 'day'
  | 'instant'
  | 'select'
  | 'radio'
  | 'boolean'
  | 'lines'
  | 'ticks'
  | 'tel'
  | 'password'
  | 'hidden';

/** What a hand-made control is given. */
export interface Control {
  id: string;
  name: string;
  value: any;
  onChange(value: unknown): void;
  invalid: boolean;
  describedBy: string | undefined;
}

/** How a field looks. Everything that can be read from the schema is. */
export interface FieldLook {
  label?: Text;
  hint?: Text;
  as?: ControlKind;
  /** Names of an enum's values, or the choices for a text field. */
  options?: Record<string, Text> | Choice[];
  unit?: Text;
  /** Half a line wide on a desk. */
  half?: boolean;
  placeholder?: Text;
  /** Drawn while this holds for the values so far. */
  shown?(values: any): boolean;
  /** A picker of kit/pick.tsx for the id this field holds: `{ pick: HouseholdPick }`. */
  pick?: ComponentType<PickProps>;
  /** Own control; `near` is what else stands in the same object so far. */
  render?(control: Control, near: any): ReactNode;
}

export interface FormProps<S extends z.ZodType = z.ZodType> {
  schema: S;
  /** Looks by path without array positions: `name`, `window.from`, `items.amount`. */
  fields: Record<string, FieldLook>;
  /** Which top fields, in which order; all of the schema when absent. Others keep their initial value. */
  only?: string[];
  /** Values at the start, also of fields not drawn, e.g. `{ id: newId() }`. */
  initial?: Record<string, unknown>;
  /** Sends the values; or use `onSubmit`. */
  command?: UsedCommand;
  /** Gets valid values; a refusal it returns is shown in place. */
  onSubmit?(input: z.input<S>): Promise<Refusal | undefined>;
  onDone?(events: Event[], input: z.input<S>): void;
  onCancel?(): void;
  submit: Text;
  /** Between the fields and the buttons, with the values so far. */
  children?: ReactNode | ((values: any) => ReactNode);
  /** Look of the main button. */
  bad?: boolean;
}
