import type { Role } from '../../kernel/actor.ts';
import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { limitsOn, type MemberRow, unfit } from '../crew/index.ts';
import { OPEN_VISITS, type VisitRow } from '../visits/index.ts';
import { type Changed, differences, mend, move, take } from './changes.ts';
import * as model from './model.ts';
import { costOfTimed, faultsOf, type Plan, planWith, remaining, type Snag, tasksOf, timed } from './plan.ts';
import { evolve } from './state.ts';
import { type About, findsOf, taskOf } from './tasks.ts';
import { ruleWords } from './why.ts';

type State = model.RoundState;
const DISPATCHERS: readonly Role[] = ['grid', 'supply', 'desk', 'officer'];

const outcome = (id: string, { plan, before, after, changes }: Changed): model.Outcome => ({
  id,
  lines: plan.lines,
  left: plan.left,
  before,
  after,
  changes,
});

/** A snag in words that name the person and the rule. */
export function snagged(state: Pick<Plan, 'sheet'>, snag: Snag): Refusal {
  const name = state.sheet.goers.find(({ id }) => id === snag.member)?.name ?? snag.member;
  return refuse('stop-does-not-fit', snag.rule, ruleWords(name, snag.rule, snag.by));
}

/** Nothing that the checker faults is ever stored or shown. */
function sound(data: Changed, now: string): Refusal | undefined {
  const found = timed(
    remaining(data.plan, now, () => false),
    data.plan.lines.map(({ member, stops }) => ({
      member,
      calls: stops.filter(({ visit }) => !data.plan.begun[visit]),
    })),
  );
  const faults = 'rule' in found ? [found.rule] : faultsOf(found);
  if (faults.length === 0) return undefined;
  return refuse('rounds-unsound', faults, {
    en: `The checker refuses this plan: ${faults[0]} Plan again.`,
    zh: `独立校验未通过：${faults[0]} 请重新排班。`,
  });
}

function propose(state: State | undefined, input: model.ProposeRounds, told: Told): Decision {
  if (state)
    return refuse('rounds-exist', input.id, { en: `Plan ${input.id} exists.`, zh: `排班 ${input.id} 已存在。` });
  const wrong = strangers(input, told);
  if (wrong) return wrong;
  const empty: Plan = {
    sheet: input.sheet,
    begun: {},
    left: [],
    lines: input.sheet.goers.map(({ id }) => ({ member: id, stops: [], cost: 0 })),
  };
  const found = timed(
    remaining(empty, told.now, () => false),
    input.orders,
  );
  if ('rule' in found) return snagged(input, found);
  const faults = faultsOf(found);
  if (faults.length > 0)
    return refuse('rounds-unsound', faults, {
      en: `The checker refuses this plan: ${faults[0]} Plan again.`,
      zh: `独立校验未通过：${faults[0]} 请重新排班。`,
    });
  const plan = planWith(empty, found, false);
  const cost = costOfTimed(found);
  const data: model.RoundEvents['rounds.RoundsProposed'] = {
    ...outcome(input.id, { plan, before: 0, after: cost, changes: differences(empty, plan) }),
    day: input.day,
    area: input.area,
    sheet: input.sheet,
  };
  return [{ type: 'rounds.RoundsProposed', data }];
}

/** Every task is an open visit of that door, everybody who goes is fit for work now (H12, K1). */
function strangers({ sheet, orders }: model.ProposeRounds, told: Told): Refusal | undefined {
  const visits = new Map((told.found.visits as VisitRow[]).map((row) => [row.id, row]));
  const members = new Map((told.found.members as MemberRow[]).map((row) => [row.id, row]));
  const tasks = new Set(sheet.tasks.map(({ visit }) => visit));
  const alien = sheet.tasks.find(({ visit, household }) => {
    const row = visits.get(visit);
    return !row || !OPEN_VISITS.includes(row.status) || row.household !== household;
  });
  const unknown = orders.flatMap(({ calls }) => calls).find(({ visit }) => !tasks.has(visit));
  if (alien || unknown) {
    const visit = (alien ?? unknown)?.visit;
    return refuse('visit-not-open', visit, {
      en: `${visit} is no open visit of this plan. Plan again.`,
      zh: `${visit} 不是本排班的待办上门任务，请重新排班。`,
    });
  }
  const limits = limitsOn(told.protocol, told.today);
  if (isRefusal(limits)) return limits;
  for (const { member, calls } of orders) {
    const row = members.get(member);
    const goer = sheet.goers.find(({ id }) => id === member);
    const reasons = row && goer ? unfit(row, { from: told.now, to: goer.to }, told.now, told.zone, limits) : [];
    if (calls.length > 0 && (!row || !goer || !row.onShift || reasons.length > 0))
      return refuse(
        'member-not-ready',
        member,
        {
          en: `${row?.name ?? member} cannot go now. Plan again.`,
          zh: `${row?.name ?? member} 目前不能出勤，请重新排班。`,
        },
        reasons,
      );
  }
  return undefined;
}

function moveStop(state: State, input: model.MoveStop, told: Told): Decision {
  const wrong = unmovable(state, input);
  if (wrong) return wrong;
  const changed = move(state, told.now, input, state.status === 'running');
  if ('rule' in changed) return snagged(state, changed);
  return sound(changed, told.now) ?? [{ type: 'rounds.StopMoved', data: { ...outcome(state.id, changed), ...input } }];
}

/** Why a stop cannot be moved there at all, before any rule of time. */
export function unmovable(state: Plan, { visit, to, next }: model.MoveStop): Refusal | undefined {
  const tasks = tasksOf(state);
  if (!tasks.some((task) => task.visit === visit))
    return refuse('stop-begun', visit, {
      en: 'This stop is begun, over or not in this plan.',
      zh: '此任务已开始、已结束或不在本排班中。',
    });
  const line = state.lines.find(({ member }) => member === to);
  if (to !== null && !line)
    return refuse('member-unknown', to, { en: `${to} is not in this plan.`, zh: `${to} 不在本排班中。` });
  const open = line?.stops.filter((stop) => !state.begun[stop.visit]) ?? [];
  if (next !== null && (next === visit || !open.some((stop) => stop.visit === next)))
    return refuse('place-unknown', next, {
      en: 'That place in the round is over. Choose a later one.',
      zh: '该位置已过，请选择更后的位置。',
    });
  return undefined;
}

function insertStop(state: State, input: model.InsertStop, told: Told): Decision {
  const row = (told.found.visits as VisitRow[])[0];
  if (!row || !OPEN_VISITS.includes(row.status) || row.household !== input.household)
    return refuse('visit-not-open', input.visit, {
      en: `${input.visit} is no open visit of that household.`,
      zh: `${input.visit} 不是该户待办任务。`,
    });
  const held = state.lines.some(({ stops }) => stops.some(({ visit }) => visit === input.visit));
  if (held) return refuse('stop-planned', input.visit, { en: 'It is in a round already.', zh: '已在排班中。' });
  const points = [...state.sheet.points];
  const task = taskOf(row, told.found as About, points);
  if (isRefusal(task)) return task;
  const plan: Plan = { ...state, sheet: { ...state.sheet, points } };
  const changed = take(plan, told.now, task, state.status === 'running');
  const wrong = sound(changed, told.now);
  if (wrong) return wrong;
  const line = changed.plan.lines.find(({ stops }) => stops.some(({ visit }) => visit === input.visit));
  const data: model.RoundEvents['rounds.StopInserted'] = {
    ...outcome(state.id, changed),
    visit: input.visit,
    household: input.household,
    ...(line ? { member: line.member } : {}),
    task,
    points,
  };
  return [{ type: 'rounds.StopInserted', data }];
}

function recordStop(state: State, { visit, what, at }: model.RecordStop): Decision {
  const line = state.lines.find(({ stops }) => stops.some((stop) => stop.visit === visit));
  const before = state.begun[visit];
  if (before && before.what !== 'started')
    return refuse('stop-over', visit, { en: 'This stop is over.', zh: '此任务已结束。' });
  return [{ type: model.STOP_EVENTS[what], data: { id: state.id, visit, at, member: line?.member ?? '' } }];
}

function flagLate(state: State, { visit }: model.FlagLate, told: Told): Decision {
  const line = state.lines.find(({ stops }) => stops.some((stop) => stop.visit === visit));
  const due = line?.stops.find((stop) => stop.visit === visit)?.told?.to;
  if (!line || !due || due > told.now || state.begun[visit] || state.late.includes(visit))
    return refuse('stop-not-late', visit, { en: 'This stop is not late.', zh: '此任务未晚到。' });
  return [{ type: 'rounds.StopLate', data: { id: state.id, visit, member: line.member, since: due } }];
}

function replan(state: State, input: model.ReplanRounds, told: Told): Decision {
  const moves = input.moves ?? state.sheet.terms.moves;
  const changed = mend(state, told.now, moves, `${state.id} ${told.now}`, state.status === 'running');
  return (
    sound(changed, told.now) ?? [{ type: 'rounds.RoundsReplanned', data: { ...outcome(state.id, changed), moves } }]
  );
}

/** A command on a plan that stands. */
function on<Input extends { id: string }>(
  label: Words,
  input: Command<any, Input>['input'],
  roles: readonly Role[],
  statuses: model.Status[],
  decide: (state: State, input: Input, told: Told) => Decision,
  more: Partial<Command> = {},
): Command<any, Input> {
  return {
    label,
    input,
    roles,
    purpose: 'livelihood',
    stream: (each) => each.id,
    area: (_each, state) => state?.area,
    decide: (state: State | undefined, each, told) => {
      if (state && statuses.includes(state.status)) return decide(state, each, told);
      return refuse('rounds-not-open', each.id, {
        en: `Plan ${each.id} is not ${statuses.join(' or ')}. Open the plan that stands.`,
        zh: `排班 ${each.id} 当前不可进行此操作，请打开有效排班。`,
      });
    },
    ...more,
  };
}

const allVisits = ({ lines, left }: State): string[] => [
  ...new Set([...lines.flatMap(({ stops }) => stops.map(({ visit }) => visit)), ...left.map(({ visit }) => visit)]),
];
const STANDS: model.Status[] = ['proposed', 'running'];

export const round: StreamKind<State> = {
  evolve,
  commands: {
    ProposeRounds: {
      label: { en: 'Propose rounds', zh: '生成排班' },
      input: model.proposeRounds,
      roles: DISPATCHERS,
      purpose: 'livelihood',
      stream: (input: model.ProposeRounds) => input.id,
      area: (input) => input.area,
      find: (input: model.ProposeRounds) => ({
        visits: { view: 'visits.visits', ids: input.sheet.tasks.map(({ visit }) => visit) },
        members: { view: 'crew.members', ids: input.sheet.goers.map(({ id }) => id) },
      }),
      decide: propose,
    },
    AcceptRounds: on(
      { en: 'Accept the rounds', zh: '确认排班' },
      model.acceptRounds,
      DISPATCHERS,
      ['proposed'],
      (state, _, told) => {
        // Accepted later than proposed: times move on with the clock, and whoever no longer fits is left out with a reason.
        const changed = mend(state, told.now, state.sheet.tasks.length, `${state.id} accepted`, true);
        return sound(changed, told.now) ?? [{ type: 'rounds.RoundsAccepted', data: outcome(state.id, changed) }];
      },
    ),
    DiscardRounds: on(
      { en: 'Discard the rounds', zh: '撤销排班' },
      model.discardRounds,
      DISPATCHERS,
      STANDS,
      (state, input) => [{ type: 'rounds.RoundsDiscarded', data: { ...input, visits: allVisits(state) } }],
    ),
    MoveStop: on({ en: 'Move a stop', zh: '调整任务' }, model.moveStop, DISPATCHERS, STANDS, moveStop),
    InsertStop: on(
      { en: 'Put a stop into the rounds', zh: '插入任务' },
      model.insertStop,
      [...DISPATCHERS, 'system'],
      STANDS,
      insertStop,
      {
        find: (input: model.InsertStop) => findsOf(input.visit, input.household),
      },
    ),
    RecordStop: on(
      { en: 'A stop was made or missed', zh: '登记到访' },
      model.recordStop,
      ['system'],
      STANDS,
      recordStop,
    ),
    FlagLate: on({ en: 'A stop is late', zh: '标记晚到' }, model.flagLate, ['system'], ['running'], flagLate),
    ReplanRounds: on(
      { en: 'Plan the rest again', zh: '重排余下任务' },
      model.replanRounds,
      [...DISPATCHERS, 'system'],
      STANDS,
      replan,
    ),
    CloseRounds: on(
      { en: 'Close the rounds', zh: '结束排班' },
      model.closeRounds,
      [...DISPATCHERS, 'system'],
      ['running'],
      (state) => [{ type: 'rounds.RoundsClosed', data: { id: state.id, visits: allVisits(state) } }],
    ),
  },
};
