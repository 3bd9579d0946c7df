import type { Org } from '../../kernel/actor.ts';
import type { Row } from '../../kernel/capability.ts';
import { isWithin, type PlacePath } from '../../kernel/place.ts';
import { type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { InForce } from '../../protocols/in-force.ts';
import type { CarerRow } from '../crew/index.ts';
import type { CareSlotRow, HouseholdRow } from '../people/index.ts';
import type { PlaceRow } from '../places/index.ts';
import type { Proposal } from './model.ts';

export interface CaseFacts extends Row {
  disease: string;
  status?: string;
  household?: string | null;
  onset?: Day | null;
  detectedOn?: Day | null;
  reportedOn: Day;
}
/** What the checklist is read from; the same views on the server and on the officer's screen. */
export interface Facts {
  households: HouseholdRow[];
  carers: CarerRow[];
  slots: CareSlotRow[];
  places: PlaceRow[];
  above: PlaceRow[];
  cases: CaseFacts[];
  zoned: (Row & { zone: string })[];
}

export interface Asked {
  proposal: Proposal;
  facts: Facts;
  protocol: InForce;
  now: Instant;
  today: Day;
  zone: string;
  /** Who would publish; the proposer's own checklist leaves this out. */
  publisher?: { id: string; org: Org };
  authors: readonly string[];
}

/** One line of the checklist. `what` says what to do about it. */
export interface Condition {
  id: string;
  names: Words;
  met: boolean;
  what: Words;
  /** The offending households, exits, slots, cases. */
  values: string[];
}

export const inside = (scope: readonly PlacePath[], path: PlacePath): boolean =>
  scope.some((part) => isWithin(path, part));
export const line = (
  id: string,
  en: string,
  zh: string,
  values: readonly string[],
  whatEn: string,
  whatZh: string,
): Condition => ({
  id,
  names: { en, zh },
  met: values.length === 0,
  values: [...values],
  what: { en: whatEn, zh: whatZh },
});
export const said = (id: string, en: string, zh: string, value: string, whatEn: string, whatZh: string): Condition =>
  line(id, en, zh, value ? [] : [id], whatEn, whatZh);

export const refused = (id: string, refusal: Refusal): Condition => ({
  id,
  names: refusal.words,
  met: false,
  // a structured value is no text to read out: the condition's id stands for it
  values: [typeof refusal.value === 'string' ? refusal.value : id],
  what: refusal.words,
});

/** All conditions not met, as one refusal. */
export function unready(id: string, conditions: readonly Condition[]): Refusal | undefined {
  const unmet = conditions.filter((each) => !each.met);
  if (unmet.length === 0) return undefined;
  const because = unmet.map((each) =>
    refuse(each.id, each.values, {
      en: `${each.names.en}: ${each.values.slice(0, 5).join(', ')}. ${each.what.en}`,
      zh: `${each.names.zh}：${each.values.slice(0, 5).join('、')}。${each.what.zh}`,
    }),
  );
  return refuse(
    'zone-unready',
    unmet.map((each) => each.id),
    {
      en: `Zone ${id} cannot start: ${unmet.length} ${unmet.length === 1 ? 'condition is' : 'conditions are'} not met (${unmet.map((each) => each.id).join(', ')}).`,
      zh: `风险区 ${id} 不能发布：${unmet.length} 项条件未满足（${unmet.map((each) => each.names.zh).join('；')}）。`,
    },
    because,
  );
}
