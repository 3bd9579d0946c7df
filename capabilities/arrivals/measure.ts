import { counted } from '../../kernel/plural.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import { stayPlan } from '../../protocols/plans.ts';
import { numberOn } from '../../protocols/read.ts';
import type { DeclareArrival, Measure } from './model.ts';

/** Classes of the edition by the risk of the place left. */
const CLASS: Record<DeclareArrival['level'], string | null> = {
  high: 'riskarea.leaver.high',
  mid: 'riskarea.leaver.mid',
  low: 'riskarea.leaver.low',
  abroad: 'inbound',
  none: null,
};

const nothing = (more: Partial<Measure> & Pick<Measure, 'why'>): Measure => ({
  class: null,
  edition: null,
  kind: 'none',
  phases: [],
  tests: [],
  testCount: null,
  monitoringDays: 0,
  until: null,
  ...more,
});

/** What the edition in force where somebody goes says, by the level of the place left and the days since leaving. No more, no less. */
export function measureOf(input: DeclareArrival, protocol: InForce): Measure {
  const { level, leftOn, arrivesOn, disease, to } = input;
  const personClass = CLASS[level];
  if (personClass === null)
    return nothing({ why: { en: 'No listed area: nothing is required.', zh: '非涉疫地区来返，无需措施。' } });
  const edition = editionIn(protocol, disease, to, arrivesOn);
  if (isRefusal(edition)) return unstated(edition);
  const about = { class: personClass, edition: edition.id };
  const plan = stayPlan(edition, personClass, arrivesOn);
  if (isRefusal(plan)) return { ...unstated(plan), ...about };
  if (plan.kind === 'none')
    return nothing({ ...about, why: { en: 'The edition requires nothing.', zh: '现行方案不要求采取措施。' } });
  const since = daysBetween(leftOn, arrivesOn);
  const window = numberOn(edition, `${personClass}.window.days`, arrivesOn);
  if (!isRefusal(window) && since > window)
    return nothing({
      ...about,
      why: {
        en: `${counted(since, 'day')} since leaving, more than ${window}: nothing is required.`,
        zh: `离开已 ${since} 天，超过 ${window} 天，无需措施。`,
      },
    });
  if (plan.kind === 'watch') {
    const days = plan.tests?.withinDays ?? plan.monitoringDays;
    return {
      ...nothing({ why: { en: plan.clause, zh: plan.clause } }),
      ...about,
      kind: 'watch',
      testCount: plan.tests?.count ?? null,
      monitoringDays: plan.monitoringDays,
      until: addDays(arrivesOn, Math.max(0, days - 1)),
    };
  }
  // day 0 is the day the edition counts from: leaving, or arriving
  const zero = plan.clockStart === 'arrival' ? arrivesOn : leftOn;
  const tests: Day[] = [];
  let spent = 0;
  for (const phase of plan.phases) {
    for (const number of phase.tests) tests.push(addDays(zero, spent + number));
    spent += phase.days;
  }
  const until = addDays(zero, spent);
  if (until < arrivesOn)
    return nothing({
      ...about,
      why: {
        en: `The ${spent} days of the edition were over on ${until}.`,
        zh: `方案规定的 ${spent} 天已于 ${until} 期满。`,
      },
    });
  return {
    ...nothing({ why: { en: `${counted(spent, 'day')} from ${zero}`, zh: `自 ${zero} 起 ${spent} 天` } }),
    ...about,
    kind: 'stay',
    phases: plan.phases.map(({ place, days, clause }) => ({ place, days, clause })),
    tests: tests.filter((day) => day >= arrivesOn),
    until,
  };
}

const unstated = (refusal: Refusal): Measure => nothing({ kind: 'unstated', why: refusal.words });
