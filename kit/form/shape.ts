import type * as z from 'zod';
import type { ControlKind } from './looks.ts';

/** What a form must know of a schema. */
export interface Shape {
  kind: 'text' | 'number' | 'boolean' | 'enum' | 'object' | 'array' | 'union' | 'fixed' | 'other';
  as?: ControlKind;
  optional: boolean;
  start?: unknown;
  values?: (string | number)[];
  min?: number;
  max?: number;
  integer?: boolean;
  parts?: Record<string, Shape>;
  item?: Shape;
  /** Of a union: the field that tells the options apart, and the options by its value. */
  by?: string;
  options?: Record<string, Shape>;
}

const WRAPPERS = new Set(['nullable', 'readonly', 'catch', 'nonoptional']);
/** From this many characters on a text gets several lines. */
const LONG = 200;

/** Reads a zod 4 schema. `kind: 'other'` marks what has no control of its own and needs `render`. */
export function shapeOf(schema: z.ZodType): Shape {
  const { def } = (schema as unknown as { _zod: { def: any } })._zod;
  const meta = (schema as { meta?(): { as?: ControlKind } | undefined }).meta?.();
  const as = meta?.as ? { as: meta.as } : {};
  switch (def.type) {
    case 'optional':
      return { ...shapeOf(def.innerType), optional: true, ...as };
    case 'default':
    case 'prefault':
      return { ...shapeOf(def.innerType), optional: true, start: def.defaultValue, ...as };
    case 'pipe':
      return { ...shapeOf(def.in), ...as };
    case 'lazy':
      return shapeOf(def.getter());
    case 'string':
      return { kind: 'text', optional: false, as: asOf(def.format, boundsOf(def).max), ...boundsOf(def), ...as };
    case 'number':
      return {
        kind: 'number',
        optional: false,
        integer: Boolean(def.format?.includes('int')),
        ...boundsOf(def),
        ...as,
      };
    case 'boolean':
      return { kind: 'boolean', optional: false, ...as };
    case 'enum':
      return { kind: 'enum', optional: false, values: Object.values(def.entries), ...as };
    case 'literal':
      return def.values.length > 1
        ? { kind: 'enum', optional: false, values: def.values, ...as }
        : { kind: 'fixed', optional: false, start: def.values[0] };
    case 'object':
      return {
        kind: 'object',
        optional: false,
        parts: Object.fromEntries(
          Object.entries(def.shape as Record<string, z.ZodType>).map(([name, part]) => [name, shapeOf(part)]),
        ),
      };
    case 'array':
      return { kind: 'array', optional: false, item: shapeOf(def.element), ...boundsOf(def), ...as };
    case 'union':
      return unionOf(def);
    default:
      return WRAPPERS.has(def.type) ? { ...shapeOf(def.innerType), ...as } : { kind: 'other', optional: false };
  }
}

/** Least and most, of a length or a value, from the checks of a schema. */
function boundsOf(def: any): { min?: number; max?: number } {
  const found: { min?: number; max?: number } = {};
  for (const check of def.checks ?? []) {
    const { minimum, maximum, length, value, check: kind } = check._zod?.def ?? {};
    if (kind === 'min_length') found.min = minimum;
    if (kind === 'max_length') found.max = maximum;
    if (kind === 'length_equals') found.min = found.max = length;
    if (kind === 'greater_than') found.min = value;
    if (kind === 'less_than') found.max = value;
  }
  return found;
}

function asOf(format: string | undefined, maximum: number | undefined): ControlKind {
  if (format === 'date') return 'day';
  if (format === 'datetime') return 'instant';
  return maximum !== undefined && maximum >= LONG ? 'long' : 'text';
}

function unionOf(def: any): Shape {
  if (!def.discriminator) {
    const options = def.options.map(shapeOf) as Shape[];
    return options.every((option) => option.kind === 'fixed')
      ? { kind: 'enum', optional: false, values: options.map((option) => option.start as string) }
      : { kind: 'other', optional: false };
  }
  const options: Record<string, Shape> = {};
  for (const option of def.options.map(shapeOf) as Shape[]) {
    const told = option.parts?.[def.discriminator];
    for (const value of told?.values ?? [told?.start]) options[String(value)] = option;
  }
  return { kind: 'union', optional: false, by: def.discriminator, options };
}

/** Values a schema starts with: its defaults and fixed values. */
export function startOf(shape: Shape): unknown {
  if (shape.start !== undefined) return structuredClone(shape.start);
  if (shape.kind === 'object' && !shape.optional) {
    return Object.fromEntries(
      Object.entries(shape.parts ?? {})
        .map(([name, part]) => [name, startOf(part)])
        .filter(([, value]) => value !== undefined),
    );
  }
  if (shape.kind === 'array' && !shape.optional) return [];
  return shape.kind === 'boolean' && !shape.optional ? false : undefined;
}

/** Leaves out what was not filled in: empty texts and undefined, at every depth; an emptied object goes too when it was optional. */
export function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled).filter((item) => item !== undefined);
  if (value === '' || value === undefined) return undefined;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, filled(item)])
      .filter(([, item]) => item !== undefined),
  );
}
