import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { FloorEvents, FloorRow } from './model.ts';

type Of<T extends keyof FloorEvents> = FloorEvents[T];
const byId = (event: Event): string => event.data.id;

/** Floors that were crossed, with the steps of their playbook. */
export const crossings: View<FloorRow & Row> = {
  columns: { disease: 'text', crossedAt: 'instant', open: 'number' },
  reads: { hq: 'area', officer: 'area', investigator: 'area', supply: 'area', overseer: 'area', trainer: 'area' },
  order: '-crossedAt',
  on: {
    'floors.FloorCrossed': {
      key: byId,
      fold(_row, { data, happenedAt }) {
        const { id, area, disease, cases, limit, days } = data as Of<'floors.FloorCrossed'>;
        return { id, area, disease, cases, limit, days, crossedAt: happenedAt, steps: [], open: 0 };
      },
    },
    'floors.StepOpened': {
      key: byId,
      fold(row, { data }) {
        if (!row) return undefined;
        const { step, names, dueAt } = data as Of<'floors.StepOpened'>;
        return {
          ...row,
          open: row.open + 1,
          steps: [...row.steps, { step, names, dueAt, doneAt: null, by: null, result: null }],
        };
      },
    },
    'floors.StepDone': {
      key: byId,
      fold: (row, { data, happenedAt, actor }) =>
        row && {
          ...row,
          open: row.open - 1,
          steps: row.steps.map((each) =>
            each.step === data.step ? { ...each, doneAt: happenedAt, by: actor.name, result: data.result } : each,
          ),
        },
    },
  },
};
