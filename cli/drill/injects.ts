import { addDays } from '../../kernel/time.ts';
import type { InjectText } from '../../protocols/drill.ts';
import { signOffs } from '../demo/editions.ts';
import type { Act } from '../demo/scene.ts';
import { contactActs } from './control.ts';
import { getsThrough, pressed, restricted } from './needs.ts';
import { as, type Play, someHomes } from './play.ts';
import { bareZones } from './zones.ts';

const CITY = 'cn.44.03';

/** Puts today's injects in the way. Those that only shrink a capacity need no act: see `capacity`. */
export async function inject(play: Play): Promise<void> {
  const today = play.text.injects.map((each, n) => ({ each, n })).filter(({ each }) => each.day === play.day);
  for (const { each, n } of today) {
    await play.scene.act([
      as(play, 'trainer', 'drills.Inject', {
        id: play.text.id,
        area: play.ground.stage.district,
        n,
        kind: each.kind,
        day: each.day,
        detail: JSON.stringify(each),
      }),
    ]);
    await put(play, each, `inject ${n}`);
  }
  for (const each of play.text.injects)
    if (each.kind === 'local-rule' && each.withdrawnAfter !== undefined && each.day + each.withdrawnAfter === play.day)
      await play.scene.act([
        as(play, 'overseer', 'editions.WithdrawLocalRule', {
          id: ruleId(play, each),
          reason: '核查后责令撤销 / withdrawn after a check',
        }),
      ]);
  await play.scene.settle();
}

const ruleId = (play: Play, each: InjectText): string => `drill-rule-${play.text.injects.indexOf(each)}`;

async function put(play: Play, each: InjectText, question: string): Promise<void> {
  const { scene, text, ground } = play;
  const at = (n: number): string => ground.communities[n] as string;
  switch (each.kind) {
    case 'dead-line': {
      const until = each.days === undefined ? text.days : play.day + each.days;
      for (const path of await boundFirst(play, each.community, each.households, question)) play.dead.set(path, until);
      return;
    }
    case 'life-threat': {
      const dead = [...play.dead.keys()].filter((path) => path.startsWith(`${at(each.community)}.`));
      const behind = each.dead ? dead.slice(0, each.households) : [];
      if (each.dead && behind.length < each.households)
        throw new Error(
          `drill-inject: ${text.id}, life-threat on day ${each.day}: ${each.households} behind a dead line where ${behind.length} are. Put a dead-line first.`,
        );
      for (const household of behind) play.unheard.push({ household, note: each.note });
      if (each.dead) return;
      for (const { path } of someHomes(play, each.community, each.households, question)) {
        // a jammed line lets through its share; the rest call again, or are heard when somebody knocks
        if (getsThrough(play, path)) await pressed(play, path, each.note, 'phone');
        else play.unheard.push({ household: path, note: each.note });
      }
      return;
    }
    case 'care-refused':
      for (const [i, { path }] of someHomes(play, each.community, each.households, question).entries())
        await scene.act([
          as(play, 'officer', 'requests.RecordCareRefusal', {
            id: `CR-${play.day}-${question.slice(7)}-${i}`,
            place: path,
            household: path,
            hospital: each.hospital,
            by: '分诊台 / triage desk',
            reason: each.reason,
          }),
        ]);
      return;
    case 'edition':
      await scene.act(signOffs(scene, each.edition, 'city-cdc', '演练前已会签 / signed before the exercise'));
      await scene.act([
        as(play, 'city-hq', 'editions.ActivateEdition', {
          disease: text.disease,
          edition: each.edition,
          area: CITY,
          from: scene.today(),
        }),
      ]);
      return;
    case 'wrong-contacts': {
      const [source] = play.cases.values();
      if (source === undefined)
        throw new Error(
          `drill-inject: ${text.id}, wrong-contacts on day ${each.day}: nobody is a case yet. Give a later day.`,
        );
      const acts: Act[] = [];
      for (const { members } of someHomes(play, each.community, each.people, question)) {
        const person = play.numbers.get(members[0]?.id as string) as number;
        if (play.stays.has(person) || play.cases.has(person)) continue;
        play.wrong.add(`S-${person}`);
        acts.push(...contactActs(play, source, person, '同一网格信号交集 / same grid cell by signal'));
      }
      await scene.act(acts);
      return;
    }
    case 'bare-orders':
      await bareOrders(play, each.community, each.people, question);
      return;
    case 'bare-zones':
      await bareZones(play, each.community, each.buildings, question);
      return;
    case 'local-rule':
      await scene.act([
        as(play, 'overseer', 'editions.EnterLocalRule', {
          id: ruleId(play, each),
          disease: text.disease,
          area: ground.stage.street,
          source: each.source,
          rule: { id: ruleId(play, each), from: addDays(scene.today(), -1), ...each.rule },
        }),
      ]);
      return;
    default:
  }
}

/** Households that may not go out come first: theirs is the line that matters. */
async function boundFirst(play: Play, community: number, n: number, question: string): Promise<string[]> {
  const area = `${play.ground.communities[community]}.`;
  const bound = (await restricted(play)).flatMap(({ id, restrictions }) =>
    restrictions.length > 0 && id.startsWith(area) ? [id] : [],
  );
  const others = someHomes(play, community, n, question).map(({ path }) => path);
  return [...new Set([...bound, ...others])].slice(0, n);
}

/** An office orders stays on nothing: each must be refused, and the refusals are counted. */
async function bareOrders(play: Play, community: number, people: number, question: string): Promise<void> {
  const before = play.tally.refused;
  const homes = someHomes(play, community, people, question);
  await play.scene.act(
    homes.map(({ path, members }) =>
      as(play, 'investigator', 'stays.OrderStay', {
        id: `B-${path}`,
        person: members[0]?.id,
        household: path,
        disease: play.text.disease,
        class: 'contact.close',
        place: path,
        evidence: [],
        service: { carer: 'grid', supplies: '每两日送菜', medical: '社康中心', hotline: '12345' },
      }),
    ),
  );
  play.tally.bareTried += homes.length;
  play.tally.bareRefused += play.tally.refused - before;
}
