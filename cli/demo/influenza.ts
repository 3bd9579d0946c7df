import { createHash } from 'node:crypto';
import { drawPoisson } from '../../engines/surveillance/index.ts';
import type { Chance } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import { type Act, command, type Scene } from './scene.ts';

/** Two months up to today. */
const DAYS = 62;
const LIST = 'sentinel-influenza';
/** Days from onset to the sentinel hospital's report: chances of 0, 1, 2 ... */
const DELAYS = [0.1, 0.3, 0.25, 0.15, 0.1, 0.06, 0.04];
/** Days from one case's onset to those it infects: chances of 1, 2, 3 ... */
const GENERATION = [0.2, 0.35, 0.25, 0.12, 0.08];
/** Whom a case infects on average, by day: an early season that begins, ebbs over a holiday and comes again; and what is brought in at first. */
const infects = (d: number): number => (d < 20 ? 1.2 : d < 38 ? 0.85 : 1.15);
const brought = (d: number): number => (d < 10 ? 2 : 0.3);

/** Onsets by day, each day's from those before. */
function onsets(chance: Chance): number[] {
  const days: number[] = [];
  for (let d = 0; d < DAYS; d++) {
    const force = GENERATION.reduce((sum, share, i) => sum + share * (days[d - 1 - i] ?? 0), 0);
    days.push(drawPoisson(chance, infects(d) * force + brought(d)));
  }
  return days;
}

/** The line list of a sentinel hospital, brought by the CDC as history: enough cases over two months to see how an outbreak moves. */
export function bringInfluenza(scene: Scene): Act[] {
  const by = scene.as('investigator');
  const chance = scene.chance('influenza');
  const area = scene.stage.district;
  const today = scene.today();
  const cases: object[] = [];
  for (const [d, ill] of onsets(chance).entries()) {
    const onset = addDays(today, d - DAYS + 1);
    for (let n = ill; n > 0; n--) {
      const lot = chance.next();
      const sum = DELAYS.map((_, i) => DELAYS.slice(0, i + 1).reduce((all, each) => all + each, 0));
      const reportedOn = addDays(onset, sum.filter((upTo) => upTo < lot).length);
      const [sex, age] = [chance.next() < 0.5 ? 'male' : 'female', chance.below(chance.next() < 0.5 ? 18 : 80)];
      if (reportedOn > today) continue;
      cases.push({
        id: `FLU-${String(cases.length + 1).padStart(3, '0')}`,
        area,
        disease: 'influenza-a',
        sex,
        age,
        onset,
        reportedOn,
        classification: 'confirmed',
        origin: 'local',
        source: 'sentinel',
        import: LIST,
      });
    }
  }
  const rows = cases.length;
  const counts = { rows, new: rows, changed: 0, same: 0, duplicate: 0, faulty: 0, written: rows, refused: 0 };
  const text = JSON.stringify(cases);
  const file = { file: '哨点医院流感名单.csv', sha256: createHash('sha256').update(text).digest('hex') };
  const about = { kind: 'cases', area, bytes: text.length, mapping: LIST, mode: 'good-rows' };
  return [
    command('cases.StartImport', { id: LIST, ...file, ...about }),
    ...cases.map((each) => command('cases.ReportCase', each)),
    command('cases.FinishImport', { id: LIST, outcome: 'committed', counts }),
  ].map((call) => [call, by]);
}
