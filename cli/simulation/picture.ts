import type { Ensemble } from '../../engines/simulation/index.ts';
import type { Plan } from './prepare.ts';

const BLOCKS = ' ▁▂▃▄▅▆▇█';
const WIDTH = 72;
const HEIGHT = 8;
const LABEL = 12;

const whole = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');

/** A curve as columns of blocks, days put together until it fits the width. */
function curve(values: readonly number[]): string[] {
  const per = Math.max(1, Math.ceil(values.length / WIDTH));
  const columns = Array.from({ length: Math.ceil(values.length / per) }, (_, i) => {
    const part = values.slice(i * per, (i + 1) * per);
    return part.reduce((sum, n) => sum + n, 0) / part.length;
  });
  const top = Math.max(...columns, 1);
  return Array.from({ length: HEIGHT }, (_, row) => {
    const from = HEIGHT - 1 - row;
    const line = columns.map((value) => {
      const filled = (value / top) * HEIGHT - from;
      return BLOCKS[Math.max(0, Math.min(8, Math.round(filled * 8)))];
    });
    const label = row === 0 ? whole(top) : row === HEIGHT - 1 ? '0' : '';
    return `${label.padStart(LABEL)} ┤${line.join('')}`;
  });
}

/** The terminal summary: curves of the median day and the table of what it costs. */
export function picture(plan: Plan, ensemble: Ensemble, weak: number): string {
  const { text } = plan;
  const of = (name: keyof Ensemble['totals']): string => {
    const values = [...ensemble.totals[name]].sort((a, b) => a - b);
    const at = (p: number): number => values[Math.round(p * (values.length - 1))] ?? 0;
    return values.length < 2 ? whole(at(0.5)) : `${whole(at(0.5))}  (${whole(at(0.05))} to ${whole(at(0.95))})`;
  };
  const peak = (name: keyof Ensemble['bands']): string => whole(Math.max(...ensemble.bands[name].median));
  const rows: [string, string][] = [
    ['infected', `${of('infections')}, ${(ensemble.attack.median * 100).toFixed(1)} % of the city`],
    ['ill', of('ill')],
    ['reported', of('reported')],
    ['admitted', `${of('admissions')}, most in wards ${peak('inWard')}, in intensive care ${peak('inIntensive')}`],
    ['waiting for a bed', `${of('withoutBed')} person-days, at most ${peak('withoutBed')} at once`],
    ['died', of('deaths')],
    ['tests', of('tests')],
    ['interviews', `${of('interviews')}, contacts found ${of('contactsFound')}`],
    ['doses', of('doses')],
    ['isolated', `${of('isolated')} person-days`],
    ['quarantined', `${of('quarantined')} person-days`],
    ['stay at home', `${of('homeDays')} person-days`],
    ['school days lost', of('schoolDays')],
    ['work days lost', of('workDays')],
  ];
  const shown = rows.filter(([, value]) => !/^0( |$)/.test(value) || value.includes('to'));
  const columns = Math.ceil(text.days / Math.max(1, Math.ceil(text.days / WIDTH)));
  const days = `day 0${' '.repeat(Math.max(1, columns - 5 - String(text.days).length))}${text.days}`;
  return [
    `${text.names.en} / ${text.names.zh}`,
    `${whole(text.city.people)} people, ${plan.tables.areas.length} areas, ${text.days} days, seed ${text.seed}, ${ensemble.replicates} ${ensemble.replicates === 1 ? 'run' : 'runs (median, 5 to 95 %)'}`,
    '',
    'New infections a day',
    ...curve(ensemble.bands.infections.median),
    `${' '.repeat(LABEL + 2)}${days}`,
    '',
    'In hospital',
    ...curve(ensemble.bands.inWard.median.map((n, day) => n + ensemble.bands.inIntensive.median[day]!)).slice(
      HEIGHT / 2,
    ),
    '',
    ...shown.map(([name, value]) => `  ${name.padEnd(18)} ${value}`),
    '',
    `A model, not a forecast: ${weak} of the disease's values rest on general knowledge (protocols/natural-history/${text.disease}.yaml).`,
    `hash ${ensemble.hash}`,
  ].join('\n');
}
