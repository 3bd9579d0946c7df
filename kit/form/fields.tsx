import { get, useController, useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Button, text } from '../parts.tsx';
import { picking } from '../pick.tsx';
import { useWords } from '../words.ts';
import { Input } from './input.tsx';
import type { FieldLook } from './looks.ts';
import { shownMessage } from './said.ts';
import { type Shape, startOf } from './shape.ts';
import { words } from './words.ts';

interface Props {
  base: string;
  /** Path with array positions: `items.0.name`. */
  path: string;
  shape: Shape;
  looks: Record<string, FieldLook>;
}

/** Looks are named without array positions. */
const lookOf = (looks: Record<string, FieldLook>, path: string): FieldLook =>
  looks[path] ?? looks[path.replace(/\.\d+(?=\.|$)/g, '')] ?? {};
/** Path of the object a field stands in; none for the form itself. */
const objectOf = (path: string): string | undefined => path.split('.').slice(0, -1).join('.') || undefined;
const nameOf = (path: string) =>
  path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .at(-1) ?? path;

/** The parts of an object. */
export function Fields({ base, path, shape, looks, only }: Props & { only?: string[] }) {
  const parts = shape.parts ?? {};
  const names = only ?? Object.keys(parts);
  return (
    <>
      {names.map((name) => {
        const part = parts[name];
        if (!part) throw new Error(`form: the schema has no field ${name}`);
        const full = path ? `${path}.${name}` : name;
        return <Field key={name} base={base} path={full} shape={part} looks={looks} />;
      })}
    </>
  );
}

function Field(props: Props) {
  const look = lookOf(props.looks, props.path);
  const values = useWatch({ disabled: !look.shown });
  if (look.as === 'hidden' || props.shape.kind === 'fixed' || (look.shown && !look.shown(values))) return null;
  if (look.render || look.pick) return <Single {...props} look={look} />;
  if (props.shape.kind === 'object') return <Group {...props} look={look} />;
  if (props.shape.kind === 'union') return <Either {...props} look={look} />;
  if (props.shape.kind === 'array' && props.shape.item && ['object', 'union'].includes(props.shape.item.kind))
    return <List {...props} look={look} />;
  if (props.shape.kind === 'other')
    throw new Error(`form: field ${props.path} has no control of its own; give it render or leave it out with only`);
  return <Single {...props} look={look} />;
}

function Single({ base, path, shape, look }: Props & { look: FieldLook }) {
  const t = useWords(words);
  const { field, fieldState } = useController({ name: path });
  const near = useWatch({ disabled: !look.render, name: objectOf(path) as string });
  const id = `${base}-${path}`;
  const label = text(look.label) || nameOf(path);
  const error = fieldState.error
    ? shownMessage(fieldState.error.message ?? (fieldState.error as any).root?.message, t)
    : undefined;
  const describedBy =
    [look.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const control = {
    id,
    name: field.name,
    // an emptied field is '' inside: react-hook-form would show the initial value again for undefined
    value: field.value === '' ? undefined : field.value,
    onChange: (value: unknown) => field.onChange(value === undefined ? '' : value),
    invalid: Boolean(error),
    describedBy,
  };
  const grouped = look.as === 'radio' || look.as === 'ticks' || (shape.kind === 'array' && shape.item?.kind === 'enum');
  const notes = (
    <>
      {look.hint && (
        <p className="hint" id={`${id}-hint`}>
          {text(look.hint)}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
  const name = (
    <>
      {label}
      {shape.optional && shape.kind !== 'boolean' && <span className="optional"> · {t('optional')}</span>}
    </>
  );
  const body = look.render ? (
    look.render(control, near)
  ) : look.pick ? (
    <look.pick {...picking(control)} />
  ) : (
    <Input control={control} shape={shape} look={look} onBlur={field.onBlur} focus={field.ref} label={label} />
  );
  const className = `field ${look.half ? 'half' : ''} ${error ? 'invalid' : ''}`;
  if (shape.kind === 'boolean' && !look.render)
    return (
      <div className={className}>
        {body}
        {notes}
      </div>
    );
  if (grouped)
    return (
      <fieldset className={className} aria-describedby={describedBy}>
        <legend>{name}</legend>
        {notes}
        {body}
      </fieldset>
    );
  return (
    <div className={className}>
      <label htmlFor={id}>{name}</label>
      {body}
      {notes}
    </div>
  );
}

/** A nested object; an optional one is opened first. */
function Group({ look, ...props }: Props & { look: FieldLook }) {
  const t = useWords(words);
  const { setValue, unregister } = useFormContext();
  const value = useWatch({ name: props.path });
  const label = text(look.label) || nameOf(props.path);
  if (props.shape.optional && value === undefined) {
    return (
      <div className="field">
        <Button
          size="small"
          icon="plus"
          onClick={() => setValue(props.path, startOf({ ...props.shape, optional: false }) ?? {})}
        >
          {label}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className="group">
      <legend>{label}</legend>
      {look.hint && <p className="hint">{text(look.hint)}</p>}
      <Fields {...props} />
      {props.shape.optional && (
        <Button
          size="small"
          look="quiet"
          icon="close"
          onClick={() => {
            unregister(props.path);
            setValue(props.path, undefined);
          }}
        >
          {t('remove')}
        </Button>
      )}
    </fieldset>
  );
}

/** One of several kinds of object. */
function Either({ look, base, path, shape, looks }: Props & { look: FieldLook }) {
  const by = shape.by as string;
  const { setValue } = useFormContext();
  const chosen = useWatch({ name: `${path}.${by}` });
  const kinds = Object.keys(shape.options ?? {});
  const option = chosen === undefined ? undefined : shape.options?.[String(chosen)];
  const kindLook = lookOf(looks, `${path}.${by}`);
  return (
    <fieldset className="group">
      <legend>{text(look.label) || nameOf(path)}</legend>
      <Input
        shape={{ kind: 'enum', optional: false, values: kinds }}
        look={{ as: kinds.length <= 4 ? 'radio' : 'select', ...kindLook }}
        label={text(kindLook.label) || by}
        control={{
          id: `${base}-${path}`,
          name: `${path}.${by}`,
          value: chosen,
          invalid: false,
          describedBy: undefined,
          onChange: (kind) =>
            setValue(path, { ...(startOf(shape.options?.[String(kind)] as Shape) as object), [by]: kind }),
        }}
      />
      {option && (
        <Fields
          base={base}
          path={path}
          shape={option}
          looks={looks}
          only={Object.keys(option.parts ?? {}).filter((name) => name !== by)}
        />
      )}
    </fieldset>
  );
}

/** A list of objects. */
function List({ look, base, path, shape, looks }: Props & { look: FieldLook }) {
  const t = useWords(words);
  const { formState } = useFormContext();
  const { fields, append, remove } = useFieldArray({ name: path });
  const item = shape.item as Shape;
  const error = get(formState.errors, path) as { message?: string; root?: { message?: string } } | undefined;
  const message = error?.root?.message ?? error?.message;
  return (
    <fieldset className={`group list ${message ? 'invalid' : ''}`}>
      <legend>{text(look.label) || nameOf(path)}</legend>
      {look.hint && <p className="hint">{text(look.hint)}</p>}
      {fields.map((entry, i) => (
        <div className="list-item" key={entry.id}>
          <Field
            base={base}
            path={`${path}.${i}`}
            shape={item}
            looks={{ ...looks, [`${path}.${i}`]: { label: `${i + 1}` } }}
          />
          <Button size="small" look="quiet" icon="close" onClick={() => remove(i)}>
            {t('remove')}
          </Button>
        </div>
      ))}
      {message && <p className="error">{shownMessage(message, t)}</p>}
      <Button size="small" icon="plus" onClick={() => append(startOf({ ...item, optional: false }) ?? {})}>
        {t('add')}
      </Button>
    </fieldset>
  );
}
