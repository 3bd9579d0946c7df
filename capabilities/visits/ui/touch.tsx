import { type ReactNode, useId } from 'react';

/** One of a few, each as large as a thumb. Nothing is chosen beforehand. */
export function Choose({
  label,
  values,
  value,
  onChange,
}: {
  label: string;
  values: { value: string; label: string }[];
  value: string | undefined;
  onChange(value: string): void;
}) {
  const name = useId();
  return (
    <fieldset className="thumb-choices">
      <legend>{label}</legend>
      {values.map((each) => (
        <label key={each.value} className={each.value === value ? 'chosen' : ''}>
          <input type="radio" name={name} checked={each.value === value} onChange={() => onChange(each.value)} />
          <span>{each.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Line({
  label,
  hint,
  value,
  onChange,
  long,
}: {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange(value: string): void;
  long?: boolean;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea id={id} rows={3} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input id={id} type="text" maxLength={80} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && <p className="hint">{hint}</p>}
    </div>
  );
}
