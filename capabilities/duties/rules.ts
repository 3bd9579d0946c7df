import type { Actor, Role } from '../../kernel/actor.ts';
import type { Command, Decision, Find, StreamKind, Told } from '../../kernel/capability.ts';
import { dayWords } from '../../kernel/day-words.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { addDays, addSpan, endOf, instant } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { Clock } from '../../protocols/schema-city.ts';
import { acknowledge, askAbove, handedOverBy } from './ask-above.ts';
import { sheet, upwardTo } from './clearance.ts';
import { after, clockOf } from './clocks.ts';
import { isLive } from './fold.ts';
import * as model from './model.ts';

type Found = { duty: model.DutyRow[] };

const dutyFound = (input: { duty: string }): { duty: Find } => ({ duty: { view: 'duties.duties', ids: [input.duty] } });
const OFFICES: readonly Role[] = ['grid', 'desk', 'investigator', 'officer', 'reviewer', 'hq', 'supply'];

/** The live duty a command names, in the area the sender gave; or why not. */
function live(input: { duty: string; area: string }, told: Told): model.DutyRow | Refusal {
  const [row] = (told.found as Found).duty;
  if (!row)
    return refuse('duty-unknown', input.duty, {
      en: `No duty ${input.duty}. Look it up in the list of duties.`,
      zh: `没有责任事项 ${input.duty}，请在责任清单中查找。`,
    });
  if (row.area !== input.area)
    return refuse('duty-elsewhere', input.area, {
      en: `${row.name.en} belongs to ${row.area}, not ${input.area}. Send its own area.`,
      zh: `“${row.name.zh}”属于 ${row.area}，不属于 ${input.area}，请按所属地域提交。`,
    });
  if (!isLive(row))
    return refuse('duty-done', input.duty, {
      en: `${row.name.en} was done at ${row.closed?.at}. Nothing is left to do.`,
      zh: `“${row.name.zh}”已于 ${row.closed?.at} 办结，无需再处理。`,
    });
  return row;
}

/** The owner's role, the stand-in, whoever the ladder told, and headquarters. */
const mayAct = (row: model.DutyRow, actor: Actor): boolean =>
  actor.role === row.owner.role ||
  actor.role === row.standIn ||
  actor.role === 'hq' ||
  actor.role === 'system' ||
  row.told.some((one) => one.role === actor.role);

const notYours = (row: model.DutyRow, actor: Actor) =>
  refuse('duty-not-yours', actor.role, {
    en: `${row.name.en} is owned by the ${row.owner.level} (${row.owner.role}). Ask its owner or stand-in.`,
    zh: `“${row.name.zh}”由${row.owner.level}级（${row.owner.role}）负责，请联系责任人或代理人。`,
  });

const mine =
  (decide: (row: model.DutyRow, told: Told) => Decision) =>
  (input: { duty: string; area: string }, told: Told): Decision => {
    const row = live(input, told);
    if ('refused' in row) return row;
    return mayAct(row, told.actor) ? decide(row, told) : notYours(row, told.actor);
  };

const same = (a: model.Owner, b: model.Owner): boolean => a.level === b.level && a.role === b.role && a.area === b.area;

const handOn = (library: ProtocolLibrary, input: model.HandOnDuty, told: Told): Decision =>
  mine((row) =>
    same(row.owner, input.to)
      ? refuse('duty-same-owner', input.to.level, {
          en: `${row.name.en} is already theirs. Choose another owner, or explain the delay.`,
          zh: `“${row.name.zh}”已由其负责，请另选责任方，或说明原因。`,
        })
      : [
          {
            type: 'duties.DutyHandedOn',
            area: row.area,
            data: {
              duty: row.id,
              from: row.owner,
              to: input.to,
              reason: input.reason,
              day: told.today,
              acknowledgeAt: handedOverBy(library, told),
            },
          },
        ],
  )(input, told);

const explain = (_: unknown, input: model.ExplainDuty, told: Told): Decision =>
  mine((row) =>
    // Yesterday's sheet may still be explained the morning after; an older one is closed.
    input.day !== told.today && input.day !== addDays(told.today, -1)
      ? refuse('day-closed', input.day, {
          en: `Only today or yesterday can be explained, not ${input.day}.`,
          zh: `只能说明今日或昨日事项，不能说明 ${input.day}。`,
        })
      : [
          {
            type: 'duties.DutyExplained',
            area: row.area,
            data: { duty: row.id, day: input.day, reason: input.reason },
          },
        ],
  )(input, told);

const closeByHand = (_: unknown, input: model.CloseDuty, told: Told): Decision =>
  mine((row) =>
    row.manual
      ? [{ type: 'duties.DutyClosed', area: row.area, data: { duty: row.id, evidence: input.evidence } }]
      : refuse('duty-not-manual', row.clock, {
          en: `${row.name.en} closes by what is done, not by hand. Record the work itself, hand it on, or explain it.`,
          zh: `“${row.name.zh}”须由实际办理记录办结，不能手工办结。请登记办理情况、移交或说明原因。`,
        }),
  )(input, told);

/** Clockwork came: what has fallen due, and every rung whose time has come. Nothing when the duty was met meanwhile. */
function escalate(clocks: Map<string, Clock>, input: model.EscalateDuty, told: Told): Decision {
  const [row] = (told.found as Found).duty;
  if (!row || !isLive(row)) return [];
  const events: NewEvent[] = [];
  if (!row.late && row.dueAt <= told.now)
    events.push({ type: 'duties.DutyFellDue', area: row.area, data: { duty: row.id, dueAt: row.dueAt } });
  const ladder = clocks.get(clockOf(input.duty))?.ladder ?? [];
  for (let rung = row.rung; rung < ladder.length; rung++) {
    const step = ladder[rung];
    if (!step || addSpan(row.dueAt, step.after) > told.now) break;
    const { area } = upwardTo(row.owner, step.level);
    events.push({
      type: 'duties.DutyEscalated',
      area: row.area,
      data: {
        duty: row.id,
        name: row.name,
        subject: row.subject,
        rung,
        level: step.level,
        role: step.role,
        area,
        standIn: row.standIn,
        dueAt: row.dueAt,
        day: row.day,
        warning: step.after.value < 0,
      },
    });
  }
  return events;
}

/** The next turn of a repeating duty: the next listed day, or one period later. The turn that was missed stays on record as late. */
function openAgain(clocks: Map<string, Clock>, input: model.OpenDutyAgain, told: Told): Decision {
  const [row] = (told.found as Found).duty;
  const clock = clocks.get(clockOf(input.duty));
  if (!row?.opensAt || !clock) return [];
  const [day = null] = row.days;
  const first = { value: (Date.parse(row.dueAt) - Date.parse(row.startedAt)) / 60_000, unit: 'min' as const };
  const dueAt = day === null ? after(clock, row.opensAt, told.zone, first) : endOf(day, told.zone);
  return [
    { type: 'duties.DutyOpenedAgain', area: row.area, data: { duty: row.id, startedAt: row.opensAt, dueAt, day } },
  ];
}

interface Clearance {
  final: boolean;
}

/** Daily clearance: every duty of the day is done, handed on or explained; the unexplained are named and handed up. */
function clearDay(state: Clearance | undefined, input: model.ClearDay, told: Told): Decision {
  const end = endOf(input.day, told.zone);
  if (input.day > told.today)
    return refuse('day-not-come', input.day, {
      en: `${input.day} has not come. Clear today at the latest.`,
      zh: `${input.day} 尚未到来，最多清至今日。`,
    });
  if (state?.final) return [];
  const found = told.found as { late: model.DutyRow[]; today: model.DutyRow[]; done: model.DutyRow[] };
  const rows = [...new Map([...found.late, ...found.today, ...found.done].map((row) => [row.id, row])).values()];
  const { done, lines } = sheet(rows, input.area, input.day, told.now, told.zone);
  const final = told.now >= end;
  const at = final ? instant(Date.parse(end) - 1) : told.now;
  const handedUp = lines.flatMap((line): NewEvent[] =>
    line.outcome === 'unexplained' && line.to
      ? [
          {
            type: 'duties.DutyHandedOn',
            area: line.area,
            happenedAt: at,
            data: {
              duty: line.duty,
              from: line.owner,
              to: line.to,
              day: input.day,
              automatic: true,
              reason: `${dayWords(input.day).zh}日清时未办结、未说明 / Not done and not explained at the clearance of ${dayWords(input.day).en}`,
            },
          },
        ]
      : [],
  );
  return [
    ...handedUp,
    {
      type: 'duties.DayCleared',
      area: input.area,
      data: { area: input.area, day: input.day, final, done: done.length, lines },
    },
  ];
}

/** The duty and clearance streams, for the clocks of a protocol library. */
export function streams(library: ProtocolLibrary): { duty: StreamKind; clearance: StreamKind<Clearance> } {
  const byId = new Map(library.clocks.map((clock) => [clock.id, clock]));
  const base = {
    stream: (input: { duty: string }) => input.duty,
    area: (input: { area: string }) => input.area,
    find: dutyFound,
    purpose: 'control',
  } as const;
  const command = <Input>(
    rest: Pick<Command<unknown, Input>, 'label' | 'input' | 'roles' | 'decide'> & { offline?: true },
  ): Command<any, any> => ({ ...base, ...rest });
  return {
    duty: {
      // Duties are rows of a view; their own stream only records what was done to them.
      evolve: (state) => state,
      commands: {
        HandOnDuty: command({
          label: { en: 'Hand a duty on', zh: '移交责任事项' },
          input: model.handOnDuty,
          roles: OFFICES,
          decide: (_, input: model.HandOnDuty, told) => handOn(library, input, told),
        }),
        ExplainDuty: command({
          label: { en: 'Explain why a duty is carried over', zh: '说明未结原因' },
          input: model.explainDuty,
          roles: OFFICES,
          decide: explain,
        }),
        CloseDuty: command({
          label: { en: 'Close a duty with evidence', zh: '凭证办结' },
          input: model.closeDuty,
          roles: OFFICES,
          decide: closeByHand,
        }),
        EscalateDuty: command({
          label: { en: 'Escalate a duty', zh: '逐级提醒' },
          input: model.escalateDuty,
          roles: ['system'],
          decide: (_, input: model.EscalateDuty, told) => escalate(byId, input, told),
        }),
        AcknowledgeDuty: command({
          label: { en: 'Say that a task has arrived', zh: '签收责任事项' },
          input: model.acknowledgeDuty,
          roles: OFFICES,
          decide: (_, input: model.AcknowledgeDuty, told) => mine(acknowledge)(input, told),
        }),
        AskAbove: command({
          label: { en: 'Tell the office above: nobody has acknowledged', zh: '未签收上报' },
          input: model.askAbove,
          roles: ['system'],
          decide: (_, input: model.AskAbove, told) =>
            askAbove((told.found as Found).duty[0], byId.get(clockOf(input.duty)), library, told),
        }),
        OpenDutyAgain: command({
          label: { en: 'Open a repeating duty again', zh: '循环责任再次开启' },
          input: model.openDutyAgain,
          roles: ['system'],
          decide: (_, input: model.OpenDutyAgain, told) => openAgain(byId, input, told),
        }),
      },
    },
    clearance: {
      evolve: (state, event) =>
        event.type === 'duties.DayCleared' ? { final: (state?.final ?? false) || event.data.final } : state,
      commands: {
        ClearDay: {
          label: { en: 'Clear the day', zh: '日清' },
          input: model.clearDay,
          roles: ['desk', 'officer', 'hq', 'system'],
          purpose: 'control',
          stream: (input: model.ClearDay) => `${input.area}:${input.day}`,
          area: (input: model.ClearDay) => input.area,
          // Only what is due: a district's future duties are many and none of the day's business.
          find: (input: model.ClearDay) => {
            const due = { view: 'duties.duties', within: input.area, limit: 50_000 };
            return {
              late: { ...due, where: { state: 'late' } },
              today: { ...due, where: { dueDay: input.day, state: ['open', 'handed-on'] } },
              done: { ...due, where: { doneDay: input.day } },
            };
          },
          decide: clearDay,
        },
      },
    },
  };
}
