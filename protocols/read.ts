import type { Refusal } from '../kernel/refusal.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import type { Day } from '../kernel/time.ts';
import { keyOf } from './assemble.ts';
import type { Confidence, Datum, Edition, ParamValue, ProtocolLibrary } from './schema.ts';
import type { Setting } from './schema-city.ts';

/** A value someone must sign before the edition can be activated. */
export interface Unsigned {
  key: string;
  value: Datum | null;
  confidence: Confidence;
  clause: string;
  edition: string;
}

const within = (day: Day, from: Day, to: Day | undefined): boolean => from <= day && (to === undefined || day <= to);

/** `CN-COVID-9+20` and `cn-covid-9-20` name the same edition. */
export const editionId = (text: string): string => text.trim().toLowerCase().replaceAll('+', '-');

/** An edition by id. */
export function edition(library: ProtocolLibrary, name: string): Edition | Refusal {
  const id = editionId(name);
  const found = library.editions.find((each) => each.id === id);
  if (found) return found;
  const ids = library.editions.map((each) => each.id).join(', ');
  return refuse('protocol-unknown', id, {
    en: `protocol-unknown: no edition "${id}". Known: ${ids}.`,
    zh: `没有方案“${id}”。现有：${ids}。`,
  });
}

/** The one edition in force for a disease on a day by the documents' own dates; what a place activated is in in-force.ts. */
export function inForce(library: ProtocolLibrary, disease: string, day: Day, jurisdiction = 'CN'): Edition | Refusal {
  const found = library.editions.filter(
    (each) =>
      each.disease === disease &&
      each.jurisdiction === jurisdiction &&
      within(day, each.effectiveFrom, each.effectiveTo),
  );
  if (found.length === 1 && found[0]) return found[0];
  const ids = found.map((each) => each.id).join(', ');
  return found.length === 0
    ? refuse(
        'protocol-none',
        { disease, day },
        {
          en: `protocol-none: no edition for ${disease} in ${jurisdiction} on ${day}. Adopt one, or add it to protocols/diseases.`,
          zh: `${day} 在 ${jurisdiction} 没有 ${disease} 的有效方案，请采用或补充。`,
        },
      )
    : refuse(
        'protocol-overlap',
        { disease, day },
        {
          en: `protocol-overlap: ${ids} are both in force for ${disease} on ${day}. Set effectiveTo.`,
          zh: `${day} ${disease} 同时有 ${ids} 生效，请设定截止日。`,
        },
      );
}

/** The last day of which an edition speaks: its end, or the latest date of its own values. */
export function lastDay(of: Edition): Day {
  if (of.effectiveTo !== undefined) return of.effectiveTo;
  return Object.values(of.params)
    .flat()
    .filter((value) => value.edition === of.id)
    .reduce((day, value) => (value.from > day ? value.from : day), of.effectiveFrom);
}

/**
 * The value on a day, amendments first. `value: null` means: the edition says the rule no longer exists.
 * A place may follow an edition longer than its document did: then the edition's last word holds.
 */
export function valueOn(of: Edition, key: string, day: Day): ParamValue | Refusal {
  if (!keyOf(of.dictionary, key))
    return refuse('param-unknown', key, {
      en: `param-unknown: "${key}" is no parameter. See protocols/keys.yaml.`,
      zh: `没有参数“${key}”，见 protocols/keys.yaml。`,
    });
  if (day < of.effectiveFrom) {
    return refuse(
      'protocol-not-yet',
      { edition: of.id, day },
      {
        en: `protocol-not-yet: ${of.id} did not exist on ${day}; it begins on ${of.effectiveFrom}. Ask the edition of that day.`,
        zh: `${of.id} 自 ${of.effectiveFrom} 起生效，${day} 尚不存在，请查询当日方案。`,
      },
    );
  }
  const own = of.effectiveTo !== undefined && of.effectiveTo < day ? of.effectiveTo : day;
  for (const id of of.chain) {
    const on = of.law.includes(id) ? day : own;
    const values = (of.params[key] ?? []).filter((value) => value.edition === id && within(on, value.from, value.to));
    const latest = values.reduce<ParamValue | undefined>(
      (best, value) => (best === undefined || value.from > best.from ? value : best),
      undefined,
    );
    if (latest) return latest;
  }
  return refuse(
    'param-unstated',
    { edition: of.id, key, day },
    {
      en: `param-unstated: ${of.id} says nothing about "${key}" on ${day}. Do not assume a value.`,
      zh: `${of.id} 在 ${day} 未规定“${key}”，不得自行设定。`,
    },
  );
}

/** A number in the key's unit; refused when unstated, abolished or no number. */
export function numberOn(of: Edition, key: string, day: Day): number | Refusal {
  const found = valueOn(of, key, day);
  if (isRefusal(found)) return found;
  if (typeof found.value === 'number') return found.value;
  return found.value === null
    ? refuse(
        'param-abolished',
        { edition: of.id, key },
        {
          en: `param-abolished: ${of.id} no longer has "${key}" (${found.clause}).`,
          zh: `${of.id} 已取消“${key}”(${found.clause})。`,
        },
      )
    : refuse(
        'param-no-number',
        { key, value: found.value },
        {
          en: `param-no-number: "${key}" is ${found.kind}, not a number. Use valueOn.`,
          zh: `“${key}”为 ${found.kind}，不是数值。`,
        },
      );
}

/** All keys an edition speaks of on a day, sorted, with their values. */
export function valuesOn(of: Edition, day: Day): ParamValue[] {
  return Object.keys(of.params)
    .sort()
    .map((key) => valueOn(of, key, day))
    .filter((value): value is ParamValue => !isRefusal(value));
}

/** Values marked G or P: a named person must sign each before the edition can be activated. */
export function needsSignOff(of: Edition, day: Day = lastDay(of)): Unsigned[] {
  return valuesOn(of, day)
    .filter((value) => value.confidence === 'G' || value.confidence === 'P')
    .map(({ key, value, confidence, clause, edition: by }) => ({ key, value, confidence, clause, edition: by }));
}

export interface Signature {
  key: string;
  /** Name of the person who answers for the value. */
  by: string;
}

/** True when every value that needs a signature has one by a named person. */
export function mayActivate(of: Edition, signatures: readonly Signature[], day: Day = lastDay(of)): true | Refusal {
  const signed = new Set(signatures.filter((each) => each.by.trim() !== '').map((each) => each.key));
  const open = needsSignOff(of, day).filter((value) => !signed.has(value.key));
  if (open.length === 0) return true;
  return refuse(
    'protocol-unsigned',
    of.id,
    {
      en: `protocol-unsigned: ${open.length} values of ${of.id} are not sourced. A named person must sign each.`,
      zh: `${of.id} 有 ${open.length} 项未经来源确认，须由专人逐项签字。`,
    },
    open.map((value) =>
      refuse('value-unsigned', value.key, {
        en: `${value.key} = ${JSON.stringify(value.value)} [${value.confidence}] ${value.clause}`,
        zh: `${value.key} = ${JSON.stringify(value.value)} [${value.confidence}] ${value.clause}`,
      }),
    ),
  );
}

/** A dated city-wide setting, e.g. `household.silence.days`. */
export function settingOn(library: ProtocolLibrary, name: string, day: Day): Setting | Refusal {
  const found = (library.settings[name] ?? [])
    .filter((each) => within(day, each.from, each.to))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  return (
    found ??
    refuse(
      'setting-unstated',
      { name, day },
      {
        en: `setting-unstated: no setting "${name}" on ${day}. Add it to protocols/city/settings.yaml.`,
        zh: `${day} 没有设置“${name}”，请在 protocols/city/settings.yaml 补充。`,
      },
    )
  );
}
