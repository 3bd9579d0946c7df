import fc from 'fast-check';
import type { OrderRow } from '../../capabilities/stays/index.ts';
import type { ZoneRow } from '../../capabilities/zones/index.ts';
import type { Event } from '../../kernel/event.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import { close, list } from './contacts.ts';
import {
  activate,
  agree,
  BUILDING,
  CITY,
  cdc,
  colleague,
  committee,
  expert,
  type Futian,
  firm,
  futian,
  government,
  household,
  hq,
  lookAtExits,
  personOf,
  proposal,
  report,
  resident,
  reviewer,
  service,
  signAll,
} from './futian.ts';

/** Somebody does something, possibly nonsense. Numbers choose people, cases and days. */
export interface Step {
  do: (typeof DEEDS)[number];
  n: number;
  m: number;
  flag: boolean;
}
export const DEEDS = [
  'case',
  'contact',
  'order',
  'order',
  'order',
  'order',
  'order-by-others',
  'test',
  'appeal',
  'appeal',
  'decide',
  'decide',
  'discard',
  'close-contact',
  'exposure',
  'exposure',
  'reclassify',
  'retract',
  'lift',
  'switch',
  'pass',
  'pass',
  'propose',
  'propose',
  'publish',
  'publish',
  'publish',
  'extend',
  'extend',
  'review',
  'lift-zone',
  'life',
] as const;

export const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...DEEDS),
  n: fc.nat(7),
  m: fc.nat(7),
  flag: fc.boolean(),
});
export const history = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' });

const EDITIONS = ['cn-covid-9-20', 'cn-covid-9-10', 'cn-covid-b', 'cn-covid-9'] as const;
/** A day on which all four editions exist, so that a switch may come at any time. */
const START = '2023-01-10T01:00:00.000Z';

/** A city of late 2022 rules, all signed for, where the ninth edition applies. */
export function start(): Futian {
  const here = futian([], START);
  activate(here, 'cn-covid-9');
  for (const edition of EDITIONS) signAll(here, edition);
  for (const n of [0, 4]) report(here, `k${n}`, n, '2023-01-09');
  for (const n of [1, 2, 3, 5, 6, 7])
    list(here, `c${n}`, n < 4 ? 'k0' : 'k4', n, `2023-01-0${6 + (n % 4)}`, n % 3 === 0 ? CLASSES[1] : CLASSES[0]);
  return here;
}

const CLASSES = ['contact.close', 'contact.secondary'] as const;
/** Mostly one that fits, sometimes any. */
const pick = <R extends { id: string }>(rows: readonly R[], fits: (row: R) => boolean, m: number): R | undefined => {
  const good = rows.filter(fits);
  const from = m === 7 || good.length === 0 ? rows : good;
  return from[m % Math.max(from.length, 1)];
};

/** Carries out a step; refusals are part of life and are returned. */
export function act(here: Futian, { do: deed, n, m, flag }: Step, count: number): Event[] | Refusal {
  const today = dayOf(here.now, 'Asia/Shanghai');
  const day = addDays(today, -m);
  const evidence = { source: 'field', signer: 'Dr Chen', at: here.now };
  const contact = here.replica.row('contacts.contacts', `c${n}`);
  const personClass = m === 7 ? CLASSES[1] : (contact?.class ?? CLASSES[0]);
  const order = {
    id: `s${count}`,
    person: personOf(n),
    household: household(n),
    disease: 'covid-19',
    class: personClass,
    evidence: [{ kind: 'contact', id: `c${n}`, ...evidence }],
    place: personClass === CLASSES[0] && m !== 6 ? 'cn.44.03.04.001.hotel1' : household(n),
    service,
  };
  const stay =
    pick(here.replica.find({ view: 'stays.orders' }) as OrderRow[], (row) => row.status === 'open', m)?.id ?? 's-none';
  const zones = here.replica.find({ view: 'zones.zones' }) as ZoneRow[];
  const zone = pick(zones, (row) => row.status === (deed === 'publish' ? 'proposed' : 'open'), m)?.id ?? 'z-none';
  const cases = here.replica.find({ view: 'cases.cases' }).map((row) => row.id);
  const appeals = here.replica.find({ view: 'stays.appeals', where: { status: 'open' } }) as unknown as {
    stay: string;
    appeal: string;
  }[];
  const appeal = appeals[n % Math.max(appeals.length, 1)];
  switch (deed) {
    case 'case': {
      if (!here.replica.row('cases.cases', `k${n}`)) report(here, `k${n}`, n, day);
      return [];
    }
    case 'contact': {
      return here.when(expert, 'contacts.ListContact', {
        id: `c${n}`,
        case: `k${m}`,
        disease: 'covid-19',
        area: household(n),
        person: personOf(n),
        household: household(n),
        class: flag ? CLASSES[0] : CLASSES[1],
        lastExposure: day,
      });
    }
    case 'order':
      return here.when(cdc, 'stays.OrderStay', order);
    case 'order-by-others':
      return here.when([committee, firm, government, cdc][m % 4] ?? committee, 'stays.OrderStay', {
        ...order,
        evidence: flag ? [] : [{ kind: 'contact', id: `c${m}`, ...evidence }],
      });
    case 'test':
      return here.when(expert, 'stays.RecordTest', {
        id: stay,
        day: today,
        result: flag ? 'negative' : 'positive',
        source: 'street lab',
      });
    case 'appeal':
      return here.when(resident(n), 'stays.FileAppeal', {
        id: stay,
        appeal: `a${count}`,
        by: { name: 'Wang', relation: 'self' },
        channel: flag ? 'app' : 'paper',
        grounds: 'wrong',
        medical: flag,
      });
    case 'decide': {
      const order = here.replica.row('stays.orders', appeal?.stay ?? '');
      return here.when(m === 0 ? cdc : reviewer, 'stays.DecideAppeal', {
        id: appeal?.stay ?? 's-none',
        appeal: appeal?.appeal ?? 'a',
        decision: flag ? 'overturned' : 'upheld',
        reason: { en: 'Looked into.', zh: '已核查。' },
        falseEvidence: flag && m > 3 ? (order?.grounds ?? []).slice(0, 1) : [],
      });
    }
    case 'discard':
      return here.when(expert, 'cases.DiscardCase', { id: `k${n}`, reason: 'contaminated' });
    case 'close-contact': {
      if (here.replica.row('contacts.contacts', `c${n}`)?.status === 'open')
        close(here, `c${n}`, flag ? 'not-exposed' : 'handed-over');
      return [];
    }
    case 'exposure':
      return here.when(expert, 'contacts.AddExposure', { id: `c${n}`, case: flag ? 'k0' : 'k4', lastExposure: day });
    case 'reclassify':
      return here.when(expert, 'contacts.ReclassifyContact', {
        id: `c${n}`,
        class: flag ? CLASSES[0] : CLASSES[1],
        evidence: { kind: 'epidemiological', at: here.now, signer: 'Dr Chen' },
      });
    case 'retract':
      return here.when(cdc, 'stays.RetractEvidence', {
        id: stay,
        evidence: here.replica.row('stays.orders', stay)?.grounds[0] ?? 'contact:none',
        why: 'seen elsewhere',
      });
    case 'lift':
      return here.when(cdc, 'stays.LiftStay', { id: stay, reason: 'error', note: 'entered twice' });
    case 'switch': {
      const edition = EDITIONS[[0, 0, 1, 3, 3, 0, 1, 2][m] ?? 0] as string;
      agree(here, edition, CITY, today);
      return here.when(hq, 'editions.ActivateEdition', {
        disease: 'covid-19',
        edition,
        area: CITY,
        from: today,
        outOfDateReason: 'history of a test',
      });
    }
    case 'pass':
      here.pass(1 + m * 6);
      return [];
    case 'propose':
      return here.when(
        government,
        'zones.ProposeZone',
        proposal(`z${count}`, {
          scope: [`${BUILDING}.${flag ? 'u1' : 'u2'}`],
          evidence: m === 7 ? [`k${n}`] : cases.filter((id) => Number(id.slice(1)) < 4 === flag),
        }),
      );
    case 'publish': {
      if (m !== 5) lookAtExits(here);
      return here.when(m === 6 ? government : colleague, 'zones.PublishZone', { id: zone });
    }
    case 'extend': {
      lookAtExits(here);
      if (!cases.includes(`k${n}`)) report(here, `k${n}`, n, today);
      return here.when(colleague, 'zones.ExtendZone', { id: zone, evidence: [`k${n}`], reason: 'new case inside' });
    }
    case 'review':
      return here.when(government, 'zones.ReviewZone', {
        id: zone,
        finding: flag ? 'keep' : 'lift',
        note: 'looked at',
      });
    case 'lift-zone':
      return here.when(colleague, 'zones.LiftZone', {
        id: zone,
        checklist: { noNewInfection: flag, cleanRound: flag, contactsMoved: true, premisesClean: true },
        assessment: 'low risk',
      });
    case 'life': {
      const id = `q${count}`;
      here.replica.apply({
        id: `${id}:0`,
        seq: here.replica.events.length + 1,
        stream: `request/${id}`,
        version: 1,
        type: 'requests.RequestTaken',
        data: { id, life: true, beneficiary: { household: household(n) } },
        area: household(n),
        actor: { id: 'desk', name: 'desk', role: 'desk', org: { id: 'hotline', name: 'Hotline', level: 'city' } },
        purpose: 'care',
        happenedAt: here.now,
        recordedAt: here.now,
        command: id,
      });
      here.replica.settle(here.now);
      return [];
    }
  }
}
