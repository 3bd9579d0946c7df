import { tz } from '@date-fns/tz';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { type ReactNode, useState } from 'react';
import { type Instant, instant, wallClock } from '../../kernel/time.ts';
import type { Choice } from '../filters.tsx';
import { type Text, text } from '../parts.tsx';
import { cityZoneNow } from '../when.ts';
import { useWords } from '../words.ts';
import type { Control, ControlKind, FieldLook } from './looks.ts';
import type { Shape } from './shape.ts';
import { words } from './words.ts';

interface Props {
  control: Control;
  shape: Shape;
  look: FieldLook;
  label: string;
  onBlur?(): void;
  focus?: React.Ref<any>;
}

function kindOf(shape: Shape, look: FieldLook): ControlKind {
  if (look.as) return look.as;
  if (look.options && shape.kind !== 'array') return 'select';
  if (shape.kind === 'enum') return 'select';
  if (shape.kind === 'array') return shape.item?.kind === 'enum' || look.options ? 'ticks' : 'lines';
  if (shape.kind === 'number' || shape.kind === 'boolean') return shape.kind;
  return shape.as ?? 'text';
}

function choicesOf(shape: Shape, look: FieldLook): Choice[] {
  if (Array.isArray(look.options)) return look.options;
  const names: Record<string, Text> = look.options ?? {};
  const values = (shape.kind === 'array' ? shape.item?.values : shape.values) ?? Object.keys(names);
  return values.map((value) => ({ value: String(value), label: names[String(value)] ?? String(value) }));
}

/** The control of one value. Empty means undefined, so that optional fields stay away. */
export function Input({ control, shape, look, label, onBlur, focus }: Props): ReactNode {
  const t = useWords(words);
  const kind = kindOf(shape, look);
  const { value, onChange } = control;
  const common = {
    id: control.id,
    name: control.name,
    ref: focus,
    onBlur,
    'aria-invalid': control.invalid || undefined,
    'aria-describedby': control.describedBy,
    'aria-required': shape.optional ? undefined : true,
  };
  const held = {
    placeholder: text(look.placeholder) || undefined,
  };
  const own = (chosen: string) =>
    shape.kind === 'number' || (shape.kind === 'enum' && typeof shape.values?.[0] === 'number')
      ? Number(chosen)
      : chosen;

  switch (kind) {
    case 'boolean':
      return (
        <label className="check">
          <input
            type="checkbox"
            {...common}
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span>{label}</span>
        </label>
      );
    case 'select':
      return (
        <select
          {...common}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : own(event.target.value))}
        >
          <option value="">{t('choose')}</option>
          {choicesOf(shape, look).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {text(choice.label)}
            </option>
          ))}
        </select>
      );
    case 'radio':
      return (
        <div className="choices" role="radiogroup" aria-label={label}>
          {choicesOf(shape, look).map((choice, i) => (
            <label className="choice" key={choice.value}>
              <input
                type="radio"
                {...common}
                id={`${control.id}-${i}`}
                ref={i === 0 ? focus : undefined}
                value={choice.value}
                checked={String(value ?? '') === choice.value}
                onChange={() => onChange(own(choice.value))}
              />
              <span>{text(choice.label)}</span>
            </label>
          ))}
        </div>
      );
    case 'ticks': {
      const chosen: string[] = Array.isArray(value) ? value : [];
      return (
        <div className="choices">
          {choicesOf(shape, look).map((choice, i) => (
            <label className="choice" key={choice.value}>
              <input
                type="checkbox"
                {...common}
                id={`${control.id}-${i}`}
                ref={i === 0 ? focus : undefined}
                checked={chosen.includes(choice.value)}
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...chosen, choice.value] : chosen.filter((item) => item !== choice.value),
                  )
                }
              />
              <span>{text(choice.label)}</span>
            </label>
          ))}
        </div>
      );
    }
    case 'long':
      return (
        <textarea
          {...common}
          {...held}
          rows={3}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    case 'lines':
      return <Lines control={control} numbers={shape.item?.kind === 'number'} common={common} />;
    case 'number':
      return <NumberInput control={control} shape={shape} look={look} common={common} />;
    case 'day':
      return (
        <input
          type="date"
          {...common}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    case 'instant':
      return <InstantInput control={control} common={common} />;
    default:
      return (
        <span className={look.unit ? 'with-unit' : undefined}>
          <input
            type={kind}
            {...common}
            {...held}
            value={value ?? ''}
            onChange={(event) => onChange(event.target.value || undefined)}
          />
          {look.unit && <span>{text(look.unit)}</span>}
        </span>
      );
  }
}

/** Keeps what was typed, so that half a number can be finished. */
function NumberInput({
  control,
  shape,
  look,
  common,
}: {
  control: Control;
  shape: Shape;
  look: FieldLook;
  common: object;
}) {
  const [typed, setTyped] = useState(control.value == null ? '' : String(control.value));
  const shown =
    control.value === undefined || Number(typed) === control.value || Number.isNaN(control.value)
      ? typed
      : String(control.value);
  return (
    <span className={look.unit ? 'with-unit' : undefined}>
      <input
        inputMode={shape.integer ? 'numeric' : 'decimal'}
        {...common}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          control.onChange(event.target.value.trim() === '' ? undefined : Number(event.target.value));
        }}
      />
      {look.unit && <span>{text(look.unit)}</span>}
    </span>
  );
}

/** A moment on the city's clock; kept as an instant in UTC. */
function InstantInput({ control, common }: { control: Control; common: object }) {
  const zone = cityZoneNow();
  const shown = typeof control.value === 'string' ? wallClock(control.value as Instant, zone).replace(' ', 'T') : '';
  const read = (typed: string): Instant | undefined => {
    const at = parseISO(typed, { in: tz(zone) });
    return typed && isValid(at) ? instant(at.getTime()) : undefined;
  };
  return (
    <input
      type="datetime-local"
      {...common}
      value={shown}
      onChange={(event) => control.onChange(read(event.target.value))}
    />
  );
}

/** Several texts or numbers, one on a line. */
function Lines({ control, numbers, common }: { control: Control; numbers: boolean; common: object }) {
  const [typed, setTyped] = useState(() => (Array.isArray(control.value) ? control.value.join('\n') : ''));
  const read = (value: string) =>
    value
      .split(numbers ? /[\s,，、]+/ : '\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => (numbers ? Number(line) : line));
  return (
    <textarea
      {...common}
      rows={2}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        control.onChange(read(event.target.value));
      }}
    />
  );
}
