import { UsageError } from '../io.ts';
import type { EpiInput } from './input.ts';

type Run = (input: EpiInput) => Record<string, unknown>;

/** Names of R's control lists, and ours: one that a run does not read is legal, since it steers R's own loops or another variant of the method. */
const LEGAL = new Set(
  `range verbose glmWarnings fitFun populationOffset b w freq noPeriods pastWeeksNotIncluded trend pThresholdTrend reweight weightsThreshold
  thresholdMethod alpha limit54 powertrans actY method baseline minSigma k h m trans mu0 theta dir ret c.ARL Mtilde M change x.max xMax
  S timeTrend family window populationSize rangeStart limit hValues ARL0 s theta0 theta0t FIR nt eps iter.max B g w1 w2 dates compatible
  guard weekday level firstWeek weeks season seasons param intensities mean_si std_si si si_distr mean_prior std_prior cv_posterior missing
  least_seen n_sim seed mc n1 n2 min_mean_si max_mean_si std_mean_si min_std_si max_std_si std_std_si prior incubationPmf D N.tInf.max note`
    .split(/\s+/)
    .filter(Boolean),
);

/** One run, in which a parameter that nobody knows is refused: a slip of the pen would give the default's result. Error `epi-parameter`. */
export function runNamed(run: Run, input: EpiInput): Record<string, unknown> {
  const read = new Set<string>();
  const params = new Proxy(input.params, {
    get(target, name, receiver) {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  const result = run({ ...input, params });
  const strange = Object.keys(input.params).filter((name) => !read.has(name) && !LEGAL.has(name));
  if (strange.length > 0)
    throw new UsageError(
      `epi-parameter: ${strange.join(', ')} is no parameter that is known. tandem epi --list names those of each algorithm.`,
    );
  return result;
}
