import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Cluster,
  type SatScanFiles,
  satScanAnalysis,
  satScanParameters,
  scan,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';

/**
 * Runs the analysis of a SaTScan parameter file; the data files stand beside it. Gives clusters with the column names of SaTScan's
 * .col.txt file, and the simulated log likelihood ratios.
 */
export async function scanFile(file: string, seed: string): Promise<Record<string, unknown>> {
  const asked = satScanParameters(await contents(file));
  const files = {} as SatScanFiles;
  for (const [key, name] of Object.entries(asked.files) as [keyof SatScanFiles, string][])
    files[key] = name === '' ? '' : await contents(join(dirname(file), name.replaceAll('\\', '/')));
  const analysis = satScanAnalysis(asked, files);
  const result = scan({ ...analysis.setting, seed, prune: true });
  const day = (at: number): string => {
    const date = new Date(at * 86_400_000);
    return `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
  };
  return {
    totalCases: result.total,
    replicates: result.simulated.length,
    clusters: result.clusters.map((cluster: Cluster, i) => ({
      CLUSTER: i + 1,
      LOC_ID: analysis.ids[cluster.centre],
      LOCATIONS: cluster.places.map((place) => analysis.ids[place]),
      RADIUS: cluster.radius,
      SPAN: cluster.span,
      START_DATE: day(analysis.days[cluster.from]!),
      END_DATE: day(analysis.days[cluster.to]! - 1),
      NUMBER_LOC: cluster.places.length,
      LLR: cluster.logRatio,
      P_VALUE: cluster.p,
      GUMBEL_P: cluster.gumbelP,
      RECURR_INT: asked.analysis === 'prospective' ? cluster.recurrence : null,
      OBSERVED: cluster.cases,
      EXPECTED: cluster.expected,
      ODE: cluster.observedToExpected,
      REL_RISK: cluster.relativeRisk,
      POPULATION: analysis.population && cluster.places.reduce((sum, place) => sum + analysis.population![place]!, 0),
    })),
    simulated: [...result.simulated],
  };
}

async function contents(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`epi-file: ${file} cannot be read (${(error as { code?: string }).code}).`);
  }
}
