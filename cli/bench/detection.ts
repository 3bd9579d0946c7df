import type { Io } from '../io.ts';
import { dailyGiven } from './detection/daily.ts';
import { cityGenerated } from './detection/space.ts';
import { streamsGiven } from './detection/streams.ts';
import { weeklyGenerated, weeklyGiven } from './detection/weekly.ts';
import type { Figure } from './figure.ts';

/** Replicates of each of the 42 weekly scenarios: above 4,200 series, though an outbreak or two fall beyond the last week. */
const REPLICATES = 101;
/** Infections of an outbreak in the simulated cities, and how many cities. */
const INFECTIONS = 150;
const CITIES = 3;

/** How well outbreaks are found: weekly and daily series, streams of one city, a city of many areas. */
export async function detection(io: Io): Promise<Figure[]> {
  const figures: Figure[] = [];
  const parts: [string, () => Figure[] | Promise<Figure[]>][] = [
    ['weekly series, given', weeklyGiven],
    ['streams of a city', streamsGiven],
    ['daily series', dailyGiven],
    ['areas of a city', () => cityGenerated(INFECTIONS, CITIES)],
    ['weekly series, generated', () => weeklyGenerated(REPLICATES)],
  ];
  for (const [name, measure] of parts) {
    io.err(`  ${name} ...`);
    figures.push(...(await measure()));
  }
  return figures;
}
