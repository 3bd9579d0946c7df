import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { addHours, type Day, dayOf, hoursBetween, type Instant } from '../../kernel/time.ts';
import type { Limits } from './limits.ts';
import type { Licence, Training } from './model.ts';

/** What is asked of somebody: within a window of time, with what in hand. */
export interface Task {
  from: Instant;
  to: Instant;
  skills?: string[];
  licences?: string[];
}

/** What is known of somebody who may be sent; a row of crew.members has it all. */
export interface Fit {
  name: string;
  kind: 'staff' | 'volunteer';
  left: boolean;
  skills: string[];
  licences: Licence[];
  trainings: Training[];
  insuredUntil: Day | null;
  onShift: boolean;
  shiftEndsAt: Instant | null;
  restUntil: Instant | null;
  absentFrom: Instant | null;
  absentUntil: Instant | null;
  shifts: { from: Instant; to: Instant }[];
}

/** Hours worked in the seven days before `now`. */
export function weekHours(shifts: { from: Instant; to: Instant }[], now: Instant): number {
  const start = addHours(now, -7 * 24);
  return shifts.reduce(
    (sum, { from, to }) => sum + Math.max(0, hoursBetween(from > start ? from : start, to < now ? to : now)),
    0,
  );
}

const valid = (items: { expires?: Day }[], day: Day): boolean =>
  items.some((item) => !item.expires || item.expires >= day);

/** Trained and, for a volunteer, insured on a day; otherwise why not (N2, F16). */
export function notReady(
  who: Pick<Fit, 'name' | 'kind' | 'trainings' | 'insuredUntil'>,
  day: Day,
  limits: Limits,
): Refusal | undefined {
  if (
    !valid(
      who.trainings.filter((each) => each.course === limits.training),
      day,
    )
  ) {
    return refuse('training-expired', limits.training, {
      en: `${who.name} has no valid training ${limits.training} on ${day}. Record it first.`,
      zh: `${who.name} 在 ${day} 没有有效的 ${limits.training} 培训，请先登记。`,
    });
  }
  if (limits.insured && who.kind === 'volunteer' && (!who.insuredUntil || who.insuredUntil < day)) {
    return refuse('not-insured', who.insuredUntil, {
      en: `${who.name} is not insured on ${day}. Volunteers are insured before they are sent.`,
      zh: `${who.name} 在 ${day} 没有保险，志愿者须先投保再上岗。`,
    });
  }
  return undefined;
}

/**
 * Every reason why somebody cannot take a task; empty when they may. A window fits when some moment of it is neither
 * rest nor absence nor after the end of the shift. No urgency lifts a licence or a rest: another person goes.
 */
export function unfit(who: Fit, task: Task, now: Instant, zone: string, limits: Limits): Refusal[] {
  const reasons: Refusal[] = [];
  const day = dayOf(task.to, zone);
  if (who.left)
    reasons.push(refuse('member-left', who.name, { en: `${who.name} has left.`, zh: `${who.name} 已离队。` }));
  const ready = notReady(who, dayOf(now, zone), limits);
  if (ready) reasons.push(ready);
  for (const code of task.licences ?? []) {
    if (
      !valid(
        who.licences.filter((each) => each.code === code),
        day,
      )
    )
      reasons.push(
        refuse('licence-missing', code, {
          en: `${who.name} holds no valid licence ${code}.`,
          zh: `${who.name} 没有有效的 ${code} 资质。`,
        }),
      );
  }
  for (const code of task.skills ?? []) {
    if (!who.skills.includes(code))
      reasons.push(
        refuse('skill-missing', code, {
          en: `${who.name} lacks the skill ${code}.`,
          zh: `${who.name} 不具备技能 ${code}。`,
        }),
      );
  }
  const start = task.from > now ? task.from : now;
  if (
    who.onShift &&
    who.shiftEndsAt &&
    who.shiftEndsAt <= start &&
    addHours(who.shiftEndsAt, limits.restHours) > task.to
  ) {
    reasons.push(
      refuse('shift-over', who.shiftEndsAt, {
        en: `${who.name}'s shift has to end at ${who.shiftEndsAt}, and rest follows.`,
        zh: `${who.name} 的班次须于 ${who.shiftEndsAt} 结束并休息。`,
      }),
    );
  }
  if (!who.onShift && who.restUntil && who.restUntil > task.to) {
    reasons.push(
      refuse('rest-broken', who.restUntil, {
        en: `${who.name} rests until ${who.restUntil}. Send somebody else.`,
        zh: `${who.name} 休息至 ${who.restUntil}，请另派人员。`,
      }),
    );
  }
  if (who.absentUntil && who.absentFrom && who.absentFrom <= start && who.absentUntil > task.to) {
    reasons.push(
      refuse('member-absent', who.absentUntil, {
        en: `${who.name} is absent until ${who.absentUntil}.`,
        zh: `${who.name} 缺勤至 ${who.absentUntil}。`,
      }),
    );
  }
  if (!who.onShift && weekHours(who.shifts, start) >= limits.weekHours) {
    reasons.push(
      refuse('week-full', limits.weekHours, {
        en: `${who.name} has worked ${limits.weekHours} h in seven days.`,
        zh: `${who.name} 七天内已工作 ${limits.weekHours} 小时。`,
      }),
    );
  }
  return reasons;
}
