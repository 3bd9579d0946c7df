import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { addDays, addHours, type Day, dayOf } from '../../kernel/time.ts';
import type { InForce } from '../../protocols/in-force.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { Setting } from '../../protocols/schema-city.ts';
import * as model from './model.ts';

type State = model.FloorState | undefined;
const STEP = 'floor.step.';

/** The floor of a day: so many cases in so many days; counted anew after a while. */
export function floorOn(library: ProtocolLibrary, day: Day): { limit: number; days: number; again: number } | Refusal {
  const [limit, days, again] = ['floor.cases.limit', 'floor.cases.days', 'floor.again.days'].map((name) =>
    settingOn(library, name, day),
  );
  const missing = [limit, days, again].find(isRefusal);
  if (missing) return missing;
  const of = (setting: unknown): number => Number((setting as Setting).value);
  return { limit: of(limit), days: of(days), again: of(again) };
}

/** The steps of the playbook, each due so many hours after the crossing (the setting's value). */
function stepsOn(library: ProtocolLibrary, day: Day, now: string): model.FloorStep[] {
  return Object.keys(library.settings)
    .filter((name) => name.startsWith(STEP))
    .sort()
    .flatMap((name) => {
      const found = settingOn(library, name, day);
      return isRefusal(found)
        ? []
        : [{ step: name.slice(STEP.length), names: found.names, dueAt: addHours(now, Number(found.value)) }];
    });
}

const keyOf = (id: string, step: string): string => `${id}/${step}`;

function evolve(state: State, { type, data, happenedAt }: Event): State {
  if (type === 'floors.FloorCrossed') return { crossedAt: happenedAt, open: [] };
  if (!state) return undefined;
  if (type === 'floors.StepOpened') return { ...state, open: [...state.open, data.step] };
  return type === 'floors.StepDone' ? { ...state, open: state.open.filter((step) => step !== data.step) } : state;
}

/** Once until the city counts anew: the steps of the first crossing are being done. */
function cross(state: State, input: model.CrossFloor, told: Told): Decision {
  const { library } = told.protocol as InForce;
  const floor = floorOn(library, told.today);
  if (isRefusal(floor)) return floor;
  if (input.cases < floor.limit) return [];
  if (state && told.today < addDays(dayOf(state.crossedAt, told.zone), floor.again)) return [];
  const { limit, days } = floor;
  return [
    { type: 'floors.FloorCrossed', area: input.area, data: { ...input, limit, days } },
    ...stepsOn(library, told.today, told.now).map((step) => ({
      type: 'floors.StepOpened',
      area: input.area,
      data: { ...step, id: input.id, key: keyOf(input.id, step.step) },
    })),
  ];
}

function done(state: State, input: model.DoStep): Decision {
  if (!state?.open.includes(input.step))
    return refuse('step-not-open', input.step, {
      en: 'This step is not open here: it was done, or the playbook has none of the name. Look at the list of steps.',
      zh: '该步骤不在待办之列：已经完成，或预案中没有此步骤。请核对清单。',
    });
  return [{ type: 'floors.StepDone', area: input.area, data: { ...input, key: keyOf(input.id, input.step) } }];
}

/** The floor under an area for a disease: crossing it opens the playbook by itself. */
export const floor: StreamKind<model.FloorState> = {
  evolve,
  commands: {
    CrossFloor: {
      label: { en: 'A floor is crossed', zh: '触及底线' },
      input: model.crossFloor,
      roles: ['system'],
      purpose: 'control',
      stream: ({ id }: model.CrossFloor) => id,
      area: ({ area }: model.CrossFloor) => area,
      decide: cross,
    },
    DoStep: {
      label: { en: 'A step of the playbook is done', zh: '完成预案步骤' },
      input: model.doStep,
      roles: ['hq', 'officer', 'investigator', 'supply'],
      purpose: 'control',
      stream: ({ id }: model.DoStep) => id,
      area: ({ area }: model.DoStep) => area,
      decide: done,
    },
  },
};
