/** What a SaTScan parameter file (.prm, version 10) asks for, as far as this engine answers it. */
export interface SatScanParameters {
  files: { cases: string; controls: string; population: string; coordinates: string };
  /** Days since 1970 of the first and the last day of the study. */
  start: number;
  end: number;
  timed: boolean;
  degrees: boolean;
  analysis: 'spatial' | 'temporal' | 'retrospective' | 'prospective';
  model: 'poisson' | 'bernoulli' | 'permutation';
  rates: 'high' | 'low' | 'both';
  unit: 'year' | 'month' | 'day';
  unitLength: number;
  /** Largest circle as a share of what is at risk, and largest radius. */
  share: number;
  radius: number | undefined;
  /** Temporal window in aggregated steps. */
  shortest: number;
  longest: { share: number } | { steps: number };
  wholePeriod: boolean;
  fewest: number;
  replicates: number;
  stopAfter: number | undefined;
  /** Leave out cases outside the study period or without a place, instead of refusing them. */
  skipOutside: boolean;
  skipPlaceless: boolean;
}

/**
 * Days since 1970 of "1973", "1973/5", "1973/5/31", or with the year last "5/31/1973"; separators / - . *. A missing month or day is taken
 * by `fill`: the first, or the middle as for populations (1 July, the 15th). A year of two digits is the one at or after the
 * century of `study`, the first day of the study.
 */
export function satScanDay(text: string, fill: 'first' | 'middle', study?: number): number {
  const parts = text
    .trim()
    .split(/[/.*-]/)
    .map(Number);
  if (parts.length > 1 && parts.at(-1)! > 999) parts.unshift(parts.pop()!);
  const [given = Number.NaN, month = fill === 'middle' ? 7 : 1] = parts;
  const day = parts[2] ?? (fill === 'middle' && parts.length === 2 ? 15 : 1);
  const year = given < 100 ? given + centuryOf(given, study) : given;
  const time = Date.UTC(year, month - 1, day);
  if (parts.length > 3 || Number.isNaN(time) || month < 1 || month > 12 || new Date(time).getUTCDate() !== day)
    throw new Error(`satscan-date: "${text}" is no date. Write year/month/day, year/month or year.`);
  return time / 86_400_000;
}

function centuryOf(year: number, study: number | undefined): number {
  if (study === undefined) return 1900;
  const start = new Date(study * 86_400_000).getUTCFullYear();
  const century = Math.floor(start / 100) * 100;
  // within a decade before the study, a count may precede it; else the next century
  return century + year >= start - 10 ? century : century + 100;
}

/** Reads a parameter file. Refuses what would change the result and is not supported, by the key's name. */
export function satScanParameters(text: string): SatScanParameters {
  const found = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith(';')) found.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const word = (key: string, otherwise = ''): string => found.get(key) ?? otherwise;
  const yes = (key: string): boolean => word(key) === 'y';
  const number = (key: string, otherwise: number): number => {
    const value = Number(word(key, String(otherwise)) || otherwise);
    if (!Number.isFinite(value)) throw new Error(`satscan-number: ${key}=${word(key)} is no number.`);
    return value;
  };
  const choice = <T>(key: string, otherwise: number, choices: Record<number, T>): T => {
    const value = choices[number(key, otherwise)];
    if (value === undefined)
      throw new Error(
        `satscan-option: ${key}=${word(key)} is not supported. One of ${Object.keys(choices).join(', ')}.`,
      );
    return value;
  };
  for (const key of unsupported)
    if (yes(key)) throw new Error(`satscan-option: ${key}=y is not supported. Set it to n.`);
  for (const key of ['SpatialWindowShapeType', 'TimeTrendAdjustmentType', 'SpatialAdjustmentType', 'IncludeClusters'])
    choice(key, 0, { 0: true });
  const analysis = choice('AnalysisType', 1, {
    1: 'spatial',
    2: 'temporal',
    3: 'retrospective',
    4: 'prospective',
  } as const);
  const largest = number('MaxTemporalSize', 50);
  const report = number('PValueReportType', 0);
  return {
    files: {
      cases: word('CaseFile'),
      controls: word('ControlFile'),
      population: word('PopulationFile'),
      coordinates: word('CoordinatesFile'),
    },
    start: satScanDay(word('StartDate', '2000/1/1'), 'first'),
    end: satScanDay(word('EndDate', '2000/12/31'), 'first'),
    timed: number('PrecisionCaseTimes', 0) > 0,
    degrees: choice('CoordinatesType', 0, { 0: false, 1: true }),
    analysis,
    model: choice('ModelType', 0, { 0: 'poisson', 1: 'bernoulli', 2: 'permutation' } as const),
    rates: choice('ScanAreas', 1, { 1: 'high', 2: 'low', 3: 'both' } as const),
    unit: choice('TimeAggregationUnits', 1, { 0: 'year', 1: 'year', 2: 'month', 3: 'day' } as const),
    unitLength: number('TimeAggregationLength', 1),
    share: number('MaxSpatialSizeInPopulationAtRisk', 50) / 100,
    radius: yes('UseDistanceFromCenterOption') ? number('MaxSpatialSizeInDistanceFromCenter', 1) : undefined,
    shortest: number('MinimumTemporalClusterSize', 1),
    longest: choice('MaxTemporalSizeInterpretation', 0, { 0: { share: largest / 100 }, 1: { steps: largest } }),
    wholePeriod: yes('IncludePurelySpatial'),
    fewest: number('MinimumCasesInHighRateClusters', 2),
    replicates: number('MonteCarloReps', 999),
    stopAfter: report === 2 ? number('EarlyTerminationThreshold', 50) : undefined,
    skipOutside: number('StudyPeriodCheckType', 0) === 1,
    skipPlaceless: number('GeographicalCoordinatesCheckType', 0) === 1,
  };
}

const unsupported = [
  'UseGridFile',
  'UseNeighborsFile',
  'UseMetaLocationsFile',
  'UseLocationsNetworkFile',
  'UseMaxCirclePopulationFileOption',
  'IncludePurelyTemporal',
  'AdjustForWeeklyTrends',
  'UseAdjustmentsByRRFile',
  'RiskLimitHighClusters',
  'RiskLimitLowClusters',
  'AdjustForEarlierAnalyses',
  'IterativeScan',
];
