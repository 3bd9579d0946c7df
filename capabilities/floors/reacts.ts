import type { Finds, Reaction, Row } from '../../kernel/capability.ts';
import { ancestorAt } from '../../kernel/place.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addDays, dayOf, daysBetween } from '../../kernel/time.ts';
import type { InForce } from '../../protocols/in-force.ts';
import type { DayRow } from '../situation/index.ts';
import { floorOn } from './rules.ts';

const MOST_DAYS = 60;

/** Every report is held against the floor of its district; a disease listed late counts on its day. */
export const reacts: Record<string, Reaction> = {
  'cases.CaseReported': {
    find({ area, recordedAt, data }): Finds {
      // a list of years ago crosses no floor today, and its thousands of lines ask nothing
      if (daysBetween(data.reportedOn, recordedAt.slice(0, 10)) > MOST_DAYS) return {};
      const district = ancestorAt(area, 'district') ?? area;
      return {
        days: {
          view: 'situation.days',
          ids: Array.from({ length: MOST_DAYS }, (_, n) => `${district}@${addDays(recordedAt.slice(0, 10), 1 - n)}`),
          limit: MOST_DAYS,
        },
      };
    },
    then({ area, data }, { days = [] }: { days?: (DayRow & Row)[] }, { now, today, zone, protocol }) {
      const floor = floorOn((protocol as InForce).library, today);
      if (isRefusal(floor)) return [];
      const first = addDays(dayOf(now, zone), 1 - floor.days);
      const cases = days
        .filter(({ day }) => day >= first && day <= today)
        .reduce((sum, row) => sum + Object.values(row.cases[data.disease] ?? {}).reduce((all, n) => all + n, 0), 0);
      if (cases < floor.limit) return [];
      const district = ancestorAt(area, 'district') ?? area;
      const id = `${district}@${data.disease}`;
      return [{ command: 'floors.CrossFloor', input: { id, area: district, disease: data.disease, cases } }];
    },
  },
};
