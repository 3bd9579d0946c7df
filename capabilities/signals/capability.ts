import type { Capability, Reaction } from '../../kernel/capability.ts';
import { ancestorAt } from '../../kernel/place.ts';
import { daysBetween } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { limitsOn } from './limits.ts';
import type { Counts } from './model.ts';
import { channel } from './rules-channels.ts';
import { budgetOf, watchOf } from './rules-watch.ts';
import { type ChannelRow, channelsView, faults, heard } from './views-channels.ts';
import { seriesView } from './views-series.ts';
import { type BudgetRow, budgets, type WatchRow, wall, watchesView } from './views-watch.ts';

const judgeNow = (areas: Iterable<string>) =>
  [...new Set(areas)].map((area) => ({ command: 'signals.WatchArea', input: { area, on: 'arrival' } }));

/** What has come is judged at once where it came; the areas above wait for the night, and so does what is older than an alert would be news. */
const reacts: Record<string, Reaction> = {
  'signals.CountsRecorded': {
    then(event, _found, { today, protocol }) {
      const { day, lines } = event.data as Counts;
      const late = daysBetween(day, today) > limitsOn(protocol.library, today).quietDays;
      return late ? [] : judgeNow(lines.map(({ area }) => ancestorAt(area, 'community') ?? area));
    },
  },
  'cases.CaseReported': {
    // a list of another body is history, and so is what was reported long ago: the night looks at it
    then({ area, data }, _found, { today, protocol }) {
      const late = daysBetween(data.reportedOn, today) > limitsOn(protocol.library, today).quietDays;
      return data.listed || late ? [] : judgeNow([ancestorAt(area, 'community') ?? area]);
    },
  },
};

/** Channels, their series and the watch over them. It reads the city's numbers where it folds; `zone` says what a day is. */
export const signalsCapability = (library: ProtocolLibrary, zone = 'Asia/Shanghai'): Capability => ({
  name: 'signals',
  label: { en: 'Signals', zh: '监测预警' },
  streams: { channel, watchArea: watchOf, budget: budgetOf },
  views: {
    channels: channelsView(library, zone),
    faults,
    heard,
    series: seriesView(library, zone),
    watches: watchesView(library, zone),
    wall,
    budgets,
  },
  reacts,
  clockwork: [
    {
      view: 'signals.channels',
      at: 'silentAt',
      where: { status: 'active' },
      command: (row: ChannelRow) => ({ command: 'signals.NoteSilence', input: { id: row.id } }),
    },
    {
      view: 'signals.budgets',
      at: 'nextAt',
      command: (row: BudgetRow) => ({ command: 'signals.PlanNight', input: { area: row.area } }),
    },
    {
      view: 'signals.watches',
      at: 'nightAt',
      command: (row: WatchRow) => ({ command: 'signals.WatchArea', input: { area: row.area, on: 'night' } }),
    },
  ],
});
