import { type Fault, fault, type Outlook, sendingFault } from '../../engines/surveillance/index.ts';
import type { Command, Decision, Told } from '../../kernel/capability.ts';
import { isWithin } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import { type ChannelState, channelUnknown } from './channel.ts';
import { expectedAfter, limitsOn, subjectNames } from './limits.ts';
import * as model from './model.ts';
import { ownSeries, positionOf, type SeriesRow, valueOn } from './series.ts';

/** Steps that the plain expectation of a sending looks back on. */
const LOOKED_BACK = 56;
/** Series that must be known before a sending as a whole is judged. */
const ENOUGH = 8;

/** What a series has lately shown: its mean, and variance over mean (at least 1), of the last steps. Enough to tell a slipped point. */
function lately(row: SeriesRow, before: number): { outlook: Outlook; known: number } {
  const values = row.values.slice(Math.max(0, before - LOOKED_BACK), Math.max(0, before)).filter((one) => one !== null);
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const spread = row.measure === 'level' ? variance : mean > 0 ? Math.max(1, variance / mean) : 1;
  return { outlook: { family: row.measure, mean, spread }, known: values.length };
}

const impossible = ({ measure }: ChannelState, value: number): boolean =>
  value < 0 || (measure === 'count' && !Number.isInteger(value));

const notCounted = (value: number): Refusal =>
  refuse('counts-impossible', value, {
    en: `${value} is no count. Ask for a corrected sending.`,
    zh: `${value} 不是有效计数，请要求更正后重报。`,
  });

const tooOld = (day: Day, keep: number): Refusal =>
  refuse('counts-old', day, {
    en: `${day} lies before the ${keep} days that are kept.`,
    zh: `${day} 早于保留的 ${keep} 天。`,
  });

const known = (
  { area, subject }: Pick<model.Line, 'area' | 'subject'>,
  day: Day,
  was: number,
  value: number,
  told: Told,
): Refusal => {
  const names = subjectNames(told.protocol.library, told.today)[subject] ?? { en: subject, zh: subject };
  return refuse('counts-known', `${area} ${day}`, {
    en: `${area} already has ${was} for ${day}, ${names.en}. Send ${value} as a correction if it is right.`,
    zh: `${area} ${day}“${names.zh}”已报 ${was}；如 ${value} 无误，请以更正方式报送。`,
  });
};

/** A number of a sending stands for one content. What came under it is not kept, but what is known of the day is. */
const taken = ({ names }: ChannelState, { sending, day }: model.RecordCounts): Refusal =>
  refuse('sending-taken', sending, {
    en: `${names.en} has used the number ${sending} before, and other counts are known for ${day}. Send these under a number of their own, as a correction.`,
    zh: `${names.zh}已用过批次号 ${sending}，且 ${day} 已知的计数与此不同。请换新批次号以更正方式报送。`,
  });

/** The fault a sending looks like, judged as a whole and, where only few series come, one by one. */
function faultOf(lines: readonly model.Line[], rows: Map<string, SeriesRow>, state: ChannelState, day: string) {
  for (const { value } of lines) if (impossible(state, value)) return { kind: 'impossible', value } as const;
  const judged = lines.flatMap((line) => {
    const row = rows.get(ownSeries(state.id, line));
    const at = row && positionOf(row, day);
    if (!row || at === undefined || at < 1) return [];
    const { outlook, known } = lately(row, at);
    return known < ENOUGH ? [] : [{ line, row, at, outlook, before: row.values[at - 1] ?? Number.NaN }];
  });
  if (judged.length === 0) return null;
  const whole = sendingFault(
    judged.map(({ line }) => line.value),
    judged.map(({ before }) => before),
    judged.map(({ outlook }) => outlook),
  );
  if (whole) return whole;
  for (const { line, row, at, outlook } of judged) {
    const y = Float64Array.from({ length: at + 1 }, (_, i) => (i === at ? line.value : (row.values[i] ?? Number.NaN)));
    const found: Fault | null = fault({ y, now: at, outlook });
    if (found && found.kind !== 'silence') return found;
  }
  return null;
}

function misplaced(
  state: ChannelState,
  input: { day: Day; lines: readonly Pick<model.Line, 'area' | 'subject'>[] },
  told: Told,
  keep: number,
): Refusal | undefined {
  if (input.day > told.today)
    return refuse('counts-future', input.day, {
      en: `${input.day} has not come yet. Give the day that was counted.`,
      zh: `${input.day} 尚未到来，请填写被统计的日期。`,
    });
  const outside = input.lines.find(({ area }) => !isWithin(area, state.area));
  if (outside)
    return refuse('counts-outside', outside.area, {
      en: `${outside.area} lies outside the area of ${state.names.en}.`,
      zh: `${outside.area} 不在${state.names.zh}的范围内。`,
    });
  const strange = input.lines.find(({ subject }) => !state.subjects.includes(subject));
  if (strange)
    return refuse('counts-subject', strange.subject, {
      en: `${state.names.en} counts ${state.subjects.join(', ')}, not ${strange.subject}.`,
      zh: `${state.names.zh}统计 ${state.subjects.join('、')}，不含 ${strange.subject}。`,
    });
  const seen = new Set<string>();
  for (const line of input.lines) {
    const key = keyOf(line);
    if (seen.has(key))
      return refuse('counts-twice', key, {
        en: `${line.area} ${line.subject} stands twice in one sending. Keep one.`,
        zh: `同一批次中 ${line.area} ${line.subject} 重复，请保留一条。`,
      });
    seen.add(key);
  }
  return daysBetween(input.day, told.today) > keep ? tooOld(input.day, keep) : undefined;
}

function record(state: ChannelState | undefined, input: model.RecordCounts, told: Told): Decision {
  if (!state) return channelUnknown(input.channel);
  if (state.suspended)
    return refuse('channel-suspended', state.id, {
      en: `${state.names.en} is suspended. Register it again first.`,
      zh: `${state.names.zh}已停用，请重新登记。`,
    });
  const keep = limitsOn(told.protocol.library, told.today).windowDays;
  const refused = misplaced(state, input, told, keep);
  if (refused) return refused;
  const rows = new Map((told.found.series as SeriesRow[]).map((row) => [row.id, row]));
  const held = input.lines.map((line): model.CountedLine => {
    const row = rows.get(ownSeries(state.id, line));
    return { ...line, was: row ? valueOn(row, input.day) : null };
  });
  // sent again: harmless
  if (held.every((line) => line.was === line.value)) return [];
  if (state.sendings.includes(input.sending))
    return same(state.held[input.sending]?.lines, input.lines) ? [] : taken(state, input);
  const overwritten = input.correction ? undefined : held.find(({ was, value }) => was !== null && was !== value);
  if (overwritten) return known(overwritten, input.day, overwritten.was as number, overwritten.value, told);
  const about = aboutOf(state, input, told, keep);
  const found = faultOf(input.lines, rows, state, input.day);
  return found
    ? [{ type: 'signals.CountsHeld', data: { ...about, lines: input.lines, fault: found, ...replaced(state, input) } }]
    : [{ type: 'signals.CountsRecorded', data: { ...about, lines: held, ...replaced(state, input) } }];
}

const keyOf = ({ area, subject }: Pick<model.Line, 'area' | 'subject'>): string => `${area}|${subject}`;
const same = (held: readonly model.Line[] | undefined, lines: readonly model.Line[]): boolean =>
  held?.length === lines.length &&
  held.every((one) => lines.some((line) => keyOf(line) === keyOf(one) && line.value === one.value));

/** Held sendings of the day that these counts stand for: nobody need ask about them any more. */
function replaced({ held }: ChannelState, { day, lines }: model.RecordCounts): { replaces?: string[] } {
  const counted = new Set(lines.map(keyOf));
  const replaces = Object.entries(held).flatMap(([sending, one]) =>
    one.day === day && one.lines.every((line) => counted.has(keyOf(line))) ? [sending] : [],
  );
  return replaces.length > 0 ? { replaces } : {};
}

const aboutOf = (
  state: ChannelState,
  { sending, day, via }: Pick<model.RecordCounts, 'sending' | 'day' | 'via'>,
  told: Told,
  keep: number,
): Omit<model.Counts, 'lines'> => ({
  channel: state.id,
  kind: state.kind,
  measure: state.measure,
  rhythm: state.rhythm,
  sending,
  day,
  via,
  keep,
  expectedAt: expectedAfter(told.today, state, told.zone),
});

/** A held sending counts after all: somebody asked the sender, and it is true. */
function release(state: ChannelState | undefined, input: model.ReleaseCounts, told: Told): Decision {
  if (!state) return channelUnknown(input.channel);
  const waiting = state.held[input.sending];
  if (!waiting)
    return refuse('sending-unknown', input.sending, {
      en: `${state.names.en} holds no sending ${input.sending}.`,
      zh: `${state.names.zh}没有待核批次 ${input.sending}。`,
    });
  const wrong = waiting.lines.find(({ value }) => impossible(state, value));
  if (wrong) return notCounted(wrong.value);
  const keep = limitsOn(told.protocol.library, told.today).windowDays;
  const rows = new Map((told.found.series as SeriesRow[]).map((row) => [row.id, row]));
  const lines = waiting.lines.map((line) => {
    const row = rows.get(ownSeries(state.id, line));
    return { ...line, was: row ? valueOn(row, waiting.day) : null };
  });
  const about = aboutOf(state, { ...waiting, sending: input.sending }, told, keep);
  return [{ type: 'signals.CountsRecorded', data: { ...about, lines, released: input.reason } }];
}

const seriesOf = (channel: string, lines: readonly model.Line[]) => ({
  series: { view: 'signals.series', ids: lines.map((line) => ownSeries(channel, line)), limit: 4000 },
});

/** Counts from before: whole, possible, and of days nothing is known of. They are a baseline, so they are not judged. */
function history(state: ChannelState | undefined, input: model.RecordHistory, told: Told): Decision {
  if (!state) return channelUnknown(input.channel);
  if (state.sendings.includes(input.sending)) return [];
  const keep = limitsOn(told.protocol.library, told.today).windowDays;
  const rows = new Map((told.found.series as SeriesRow[]).map((row) => [row.id, row]));
  const dayOf = (line: model.RecordHistory['lines'][number], i: number): Day =>
    addDays(line.from, i * (state.rhythm === 'week' ? 7 : 1));
  const latest = input.lines
    .map((line) => dayOf(line, line.values.length - 1))
    .sort()
    .at(-1) as Day;
  const refused = misplaced(state, { day: latest, lines: input.lines }, told, keep);
  if (refused) return refused;
  for (const line of input.lines) {
    if (daysBetween(line.from, told.today) > keep) return tooOld(line.from, keep);
    const row = rows.get(ownSeries(state.id, line));
    for (const [i, value] of line.values.entries()) {
      if (value === null) continue;
      if (impossible(state, value)) return notCounted(value);
      const was = row ? valueOn(row, dayOf(line, i)) : null;
      if (was !== null && was !== value) return known(line, dayOf(line, i), was, value, told);
    }
  }
  const { kind, measure, rhythm } = state;
  return [{ type: 'signals.HistoryRecorded', data: { ...input, kind, measure, rhythm, keep } }];
}

export const recordCounts: Command<ChannelState, model.RecordCounts> = {
  label: { en: 'Record counts', zh: '报送监测计数' },
  input: model.recordCounts,
  roles: ['investigator', 'officer', 'admin', 'grid', 'system'],
  purpose: 'control',
  stream: (input) => input.channel,
  area: (_input, state) => state?.area,
  find: (input) => seriesOf(input.channel, input.lines),
  decide: record,
};

export const recordHistory: Command<ChannelState, model.RecordHistory> = {
  label: { en: 'Record counts of the past', zh: '补录历史计数' },
  input: model.recordHistory,
  roles: ['investigator', 'officer', 'admin'],
  purpose: 'control',
  stream: (input) => input.channel,
  area: (_input, state) => state?.area,
  find: (input) => ({
    series: { view: 'signals.series', ids: input.lines.map((line) => ownSeries(input.channel, line)), limit: 500 },
  }),
  decide: history,
};

export const releaseCounts: Command<ChannelState, model.ReleaseCounts> = {
  label: { en: 'Count a held sending', zh: '核实后计入' },
  input: model.releaseCounts,
  roles: ['investigator', 'officer'],
  purpose: 'control',
  stream: (input) => input.channel,
  area: (_input, state) => state?.area,
  find: (input, state) => seriesOf(input.channel, state?.held[input.sending]?.lines ?? []),
  decide: release,
};
