import type { Account, Org } from '../../kernel/actor.ts';
import type { Chance } from '../../kernel/chance.ts';
import { ancestorAt } from '../../kernel/place.ts';
import { addHours, hoursBetween } from '../../kernel/time.ts';
import type { Household } from './households.ts';
import { type Act, command, person, pick, type Scene } from './scene.ts';
import { ANSWERS, type Said, TEXTS } from './texts.ts';

/** What becomes of a request; drawn from its number, so that every half-day says the same. */
type Fate = 'solved' | 'no-answer' | 'reopened' | 'handed-up' | 'withdrawn' | 'returned' | 'slow';
const FATES: [Fate, number][] = [
  ['no-answer', 0.07],
  ['reopened', 0.09],
  ['handed-up', 0.07],
  ['withdrawn', 0.03],
  ['returned', 0.04],
  ['slow', 0.1],
];

function fateOf(scene: Scene, id: string): Fate {
  let left = scene.chance(`fate ${id}`).next();
  for (const [fate, share] of FATES) {
    left -= share;
    if (left < 0) return fate;
  }
  return 'solved';
}

const CHANNELS = ['phone', 'phone', 'phone', 'app', 'app', 'app', 'door', 'paper'] as const;
/** Classes that somebody serves at the door: the visit is the answer. */
const AT_DOOR = ['food', 'daily-goods', 'infant-supplies', 'medicine', 'hardship', 'person-check', 'medical-trip'];
const OF_STREET = ['utilities', 'environment', 'transport', 'city', 'housing', 'order'];

/** Takes requests: of people near the outbreak who may not go out, and of the rest of the city. Now and then somebody calls twice; `twice`: the last one does. */
export function take(
  scene: Scene,
  from: number,
  count: number,
  near: Household[],
  far: Household[],
  twice = false,
): Act[] {
  const chance = scene.chance(`requests ${from}`);
  return Array.from({ length: count }, (_, i) => i).flatMap((i): Act[] => {
    const bound = far.length === 0 || chance.next() < 0.55;
    const home = pick(bound ? near : far, chance);
    const said = pick(
      TEXTS.filter((each) => (each.bound ?? false) === bound),
      chance,
    );
    const id = `R-${String(from + i).padStart(4, '0')}`;
    const acts = [takenFor(scene, id, said, home, pick(CHANNELS, chance))];
    if ((bound && chance.next() < 0.1) || (twice && i === count - 1))
      acts.push(takenFor(scene, `${id}b`, { ...said, text: `${said.text}（再次来电催问）` }, home, 'phone'));
    return acts;
  });
}

/** A request as a household makes it: by app on its own account, else through the desk. */
export function takenFor(
  scene: Scene,
  id: string,
  said: Said,
  home: Household,
  channel: (typeof CHANNELS)[number],
): Act {
  const who = home.members.find((each) => each.phone) ?? home.members[0];
  const named = { name: who?.name, ...(who?.phone ? { phone: who.phone } : {}) };
  const moments: Record<string, string> =
    said.class === 'medical-trip'
      ? { neededAt: addHours(scene.now(), 46) }
      : said.class === 'medicine'
        ? { runsOutAt: addHours(scene.now(), 34) }
        : {};
  const account: Account =
    channel === 'app'
      ? person(`home-${home.path}`, who?.name ?? '居民', 'resident', home.path, {
          id: 'resident',
          name: '居民 Resident',
          level: 'household',
          kind: 'resident',
        })
      : scene.as('desk');
  return [
    command('requests.TakeRequest', {
      id,
      class: said.class,
      channel,
      place: home.path,
      description: said.text,
      attributes: { ...said.attributes, ...moments },
      caller: channel === 'app' ? { ...named, account: account.id } : named,
      beneficiary: { household: home.path, person: who?.id, ...named },
    }),
    account,
  ];
}

/** The resident of the start page asks for herself. */
export function askFor(scene: Scene, id: string, of: string, text: string): Act[] {
  const { household, residentName } = scene.stage;
  return [
    [
      command('requests.TakeRequest', {
        id,
        class: of,
        channel: 'app',
        place: household,
        description: text,
        caller: { name: residentName, account: 'resident' },
        beneficiary: { household, name: residentName },
      }),
      scene.as('resident'),
    ],
  ];
}

export interface Queued {
  id: string;
  area: string;
  class: string;
  group: string;
  state: string;
  life: boolean;
  takenAt: string;
  contactAttempts: number;
  callBackAttempts: number;
  returned: number;
  handedUp: number;
  reopened: number;
  similar: { id: string; likeness: number }[];
}
export const queue = (scene: Scene): Promise<Queued[]> =>
  scene.look<Queued & { id: string; area: string }>({
    view: 'requests.queue',
    where: { state: ['taken', 'dispatched', 'contacted', 'answered'] },
    limit: 2000,
    order: 'id',
  });

/** Who works on a request: the residents' committee, the street for the city's services, the district for what was handed up. */
export function officeOf(scene: Scene, row: Pick<Queued, 'area' | 'group' | 'handedUp'>): Account {
  if (row.handedUp > 0) return scene.as('district-officer');
  const level = OF_STREET.includes(row.group) ? 'street' : 'community';
  const area = ancestorAt(row.area, level) ?? row.area;
  if (area === scene.stage.community) return scene.as('community-officer');
  if (area === scene.stage.street) return scene.as('officer');
  const org: Org = {
    id: `office-${area}`,
    name: level === 'street' ? '街道办事处 Street office' : '居民委员会 Residents’ committee',
    level,
    kind: level === 'street' ? 'government' : 'committee',
  };
  return person(`duty-${area}`, level === 'street' ? '街道值班员' : '社区值班员', 'officer', area, org);
}

/** Requests that have no owner get one; the latest `leave` still wait. Second calls of one household go into the first. */
export async function dispatch(scene: Scene, leave = 0, assignees: Account[] = []): Promise<Act[]> {
  const rows = await queue(scene);
  const waiting = rows.filter(({ state }) => state === 'taken');
  const open = new Map(rows.map((row) => [row.id, row]));
  return waiting.slice(0, Math.max(0, waiting.length - leave)).map((row, n): Act => {
    const first = row.similar.find(({ id, likeness }) => likeness > 0.7 && row.id === `${id}b` && open.has(id));
    if (first) return [command('requests.MergeRequest', { id: row.id, into: first.id }), scene.as('desk')];
    const office = officeOf(scene, row);
    const assignee = assignees[n % Math.max(1, assignees.length)];
    return [
      command('requests.DispatchRequest', {
        id: row.id,
        org: office.org.id,
        orgName: office.org.name,
        level: office.org.level,
        area: office.grants[0]?.area,
        ...(assignee ? { assignee: { id: assignee.id, name: assignee.name } } : {}),
        ...(row.class === 'medical-trip' ? { confirmed: true } : {}),
      }),
      scene.as('desk'),
    ];
  });
}

/** The first call after the dispatch: most are reached within the hour, and who must see a doctor is answered at once. */
export async function firstContacts(scene: Scene): Promise<Act[]> {
  const fresh = (await queue(scene)).filter((row) => row.state === 'dispatched' && row.reopened === 0);
  return fresh.flatMap((row): Act[] => {
    const fate = fateOf(scene, row.id);
    if (!row.life && (fate === 'returned' || fate === 'withdrawn')) return [];
    const office = officeOf(scene, row);
    const reached = row.life || fate !== 'slow';
    return [
      [
        command('requests.RecordContact', {
          id: row.id,
          reached,
          channel: 'phone',
          ...(reached ? {} : { note: '无人接听' }),
        }),
        office,
      ],
      ...(row.class === 'medical-exception' && reached
        ? [
            [
              command('requests.AnswerRequest', { id: row.id, what: '已核准外出就医，车辆10分钟内到楼下，闭环往返。' }),
              office,
            ] satisfies Act,
          ]
        : []),
    ];
  });
}

/** Half a day of work of the offices and the desk that calls back. */
export async function work(scene: Scene): Promise<Act[]> {
  const now = scene.now();
  return (await queue(scene))
    .filter(
      (row) =>
        row.state !== 'taken' && (!row.life || (row.state === 'answered' && hoursBetween(row.takenAt, now) > 20)),
    )
    .flatMap((row): Act[] => {
      const next = step(
        scene,
        row,
        fateOf(scene, row.id),
        hoursBetween(row.takenAt, now),
        scene.chance(`work ${row.id}`),
      );
      return next ? [[command(`requests.${next[0]}`, { id: row.id, ...next[1] }), next[2]]] : [];
    });
}

function step(
  scene: Scene,
  row: Queued,
  fate: Fate,
  hours: number,
  chance: Chance,
): [string, object, Account] | undefined {
  const office = officeOf(scene, row);
  const words = pick(ANSWERS[row.group] ?? (ANSWERS['city'] as string[]), chance);
  const slow = fate === 'slow' && hours < 60;
  if (row.state === 'dispatched') {
    if (row.reopened > 0) return ['AnswerRequest', { what: `重办：${words}` }, office];
    if (fate === 'withdrawn' && !AT_DOOR.includes(row.class))
      return ['WithdrawRequest', { reason: '住户来电说已自行解决' }, scene.as('desk')];
    if (fate === 'returned' && row.returned === 0)
      return ['ReturnRequest', { reason: '不属本单位职责', basis: '权责清单' }, office];
    if (fate === 'slow' && row.contactAttempts === 0)
      return ['RecordContact', { reached: false, channel: 'phone', note: '无人接听' }, office];
    return ['RecordContact', { reached: true, channel: row.contactAttempts > 0 ? 'sms' : 'phone' }, office];
  }
  if (row.state === 'contacted') {
    if (slow || AT_DOOR.includes(row.class)) return undefined;
    if (fate === 'handed-up' && row.handedUp === 0)
      return ['HandUpRequest', { reason: '超出社区权限，需上级协调产权单位' }, office];
    return ['AnswerRequest', { what: words }, office];
  }
  if (slow) return undefined;
  const caller = scene.as('desk-2');
  if (fate === 'no-answer')
    return ['RecordCallBack', { outcome: 'no-answer', channel: row.callBackAttempts === 1 ? 'sms' : 'phone' }, caller];
  if (fate === 'reopened' && row.reopened === 0 && !row.life)
    return [
      'RecordCallBack',
      { outcome: 'not-solved', satisfied: false, channel: 'phone', note: '住户说东西没收全，问题还在' },
      caller,
    ];
  return ['RecordCallBack', { outcome: 'solved', satisfied: chance.next() < 0.9, channel: 'phone' }, caller];
}
