import { counted, historyOf, type Ill, type Source, sends, sourcesOf } from './channels.ts';
import { type Act, command, type Scene } from './scene.ts';

/** An alert as the story reads it. */
interface AlertRow {
  id: string;
  area: string;
  subject: string;
  day: string;
  stage: string;
  steps: { action: string; by: string | null }[];
}

/** Days that are known of each source before the exercise begins. */
const BASELINE = 84;
/** Alerts a week that the district's CDC can check. */
const WEEKLY = 2;
/** Communities with sources. */
const WATCHED = { village: 6, district: 12 };

/** Communities that are watched: the outbreak's own, and others of the district. */
export async function watchedIn(scene: Scene, own: string[]): Promise<string[]> {
  const rows = await scene.look({
    view: 'places.places',
    within: scene.stage.district,
    where: { level: 'community' },
    limit: 200,
  });
  const others = rows.map(({ id }) => id).filter((id) => !own.includes(id));
  return [...new Set([...own, ...others])].slice(0, WATCHED[scene.size]);
}

/** Sources are registered, with what they counted before. */
export function registerSources(
  scene: Scene,
  communities: string[],
  lastDay: number,
): { sources: Source[]; acts: Act[] } {
  const by = scene.as('investigator');
  const sources = sourcesOf(scene, communities);
  const acts = sources.flatMap((source): Act[] => {
    const { id, kind, names, area, rhythm, weekdays, measure, usual } = source;
    return [
      [
        command('signals.RegisterChannel', {
          id,
          kind,
          names,
          area,
          subjects: Object.keys(usual),
          rhythm,
          weekdays,
          expectedBy: 22,
          measure,
        }),
        by,
      ],
      [command('signals.RecordHistory', historyOf(scene, source, scene.day(lastDay), BASELINE)), by],
    ];
  });
  return {
    sources,
    acts: [...acts, [command('signals.SetBudget', { area: scene.stage.district, weekly: WEEKLY }), by]],
  };
}

/** What the sources send of a day. One slip: a file in which a pharmacy's decimal point moved two places. */
export function sendCounts(scene: Scene, sources: Source[], n: number, ill: Ill, slip = false): Act[] {
  const day = scene.day(n);
  return sources
    .filter((source) => sends(source, n, day))
    .map((source): Act => {
      const lines = source.places.flatMap((area) =>
        Object.keys(source.usual).map((subject) => {
          const chance = scene.chance(`counts ${source.id} ${area} ${subject} ${n}`);
          const value = counted(source, area, subject, { day, n, ill, chance });
          return { area, subject, value: slip && source.id === 'pharmacies' ? value * 100 : value };
        }),
      );
      const counts = { channel: source.id, sending: `${source.id} ${day}`, day, via: 'api', lines };
      return [command('signals.RecordCounts', counts), scene.as('investigator')];
    });
}

/** Subjects of the outbreak; whatever else stands out is chance. Steps of the playbook done a morning. */
const OUTBREAK = ['respiratory', 'covid-19', 'norovirus'];
const STEPS = 2;

const NOTE = {
  verify: '电话核实发热门诊与药店，病例集中于同一社区',
  discard: '学校供餐更换所致，无共同致病因素，不构成疫情',
  to: '区疾控中心、区卫生健康局',
  done: '已完成，见流调报告',
  grounds: '已有确诊病例，存在社区传播风险',
};

/**
 * The CDC at work on the alerts of the days before: those where people fell ill are verified, told and assessed a step a morning, the others
 * discarded; the newest wait for whoever opens the page.
 */
export async function workAlerts(scene: Scene, ill: Ill, n: number, waits = 1): Promise<Act[]> {
  const rows = await scene.look<AlertRow>({ view: 'warnings.alerts', limit: 200 });
  const by = scene.as('investigator');
  const before = scene.day(n - waits);
  return rows.flatMap((row): Act[] => {
    const { id, stage } = row;
    const begins = OUTBREAK.includes(row.subject)
      ? Array.from({ length: n + 1 }, (_, day) => day).find((day) => ill(row.area, day) > 0)
      : undefined;
    if (stage === 'open' && row.day < before)
      return begins === undefined
        ? [[command('warnings.DiscardAlert', { id, because: 'not-confirmed', reason: NOTE.discard }), by]]
        : [
            [command('warnings.TakeAlert', { id }), by],
            [command('warnings.VerifyAlert', { id, how: NOTE.verify, emergedOn: scene.day(begins) }), by],
          ];
    if (stage === 'verified')
      return [
        [command('warnings.NotifyAlert', { id, to: NOTE.to }), by],
        [command('warnings.AssessAlert', { id, risk: 'moderate', grounds: NOTE.grounds }), by],
      ];
    if (stage !== 'responding') return [];
    const left = row.steps.filter((each) => !each.by).slice(0, STEPS);
    if (left.length === 0) return [[command('warnings.CompleteResponse', { id, note: NOTE.done }), by]];
    return left.map(({ action }) => [command('warnings.RecordStepDone', { id, action, result: NOTE.done }), by]);
  });
}
