import type { Command, Decision, Finds, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { type CaseRow, likeFinds, fileResult as matched } from '../cases/index.ts';
import * as model from './model.ts';

type State = model.ResultState | undefined;

function evolve(state: State, { type, data }: Event): State {
  if (type === 'laboratory.ResultReceived') {
    const { disease, area, result, candidates } = data as model.LaboratoryEvents['laboratory.ResultReceived'];
    return { disease, area, result, candidates };
  }
  if (!state) return state;
  if (type === 'laboratory.ResultFiled') return { ...state, case: data.case };
  if (type === 'laboratory.ResultTakenBack') return { ...state, case: undefined };
  return state;
}

/** Age on the day of the specimen: cases are looked up by it. */
const agedOf = ({ age, birth, sampledOn }: model.ReceiveResult): number | undefined =>
  age ?? (birth === undefined ? undefined : Number(sampledOn.slice(0, 4)) - Number(birth.slice(0, 4)));

const likely = (input: model.ReceiveResult): Finds => likeFinds({ ...input, age: agedOf(input) });

const filed = (state: model.ResultState, id: string, row: CaseRow, by: 'likeness' | 'person') => {
  const weight = state.candidates.find((each) => each.id === row.id)?.weight;
  const subject = row.person ?? row.household;
  const data: model.LaboratoryEvents['laboratory.ResultFiled'] = {
    id,
    case: row.id,
    disease: state.disease,
    result: state.result,
    by,
    ...(weight === undefined ? {} : { weight }),
    ...(subject === undefined ? {} : { subject }),
  };
  return { type: 'laboratory.ResultFiled', data };
};

function receive(state: State, input: model.ReceiveResult, told: Told): Decision {
  if (state)
    return refuse('result-exists', input.id, {
      en: `Result ${input.id} was received already. A correction of it needs its own number.`,
      zh: `检验结果 ${input.id} 已登记。更正结果请使用新的编号。`,
    });
  const late = [input.sampledOn, input.birth].find((each) => each !== undefined && each > told.today);
  if (late)
    return refuse('day-to-come', late, {
      en: `${late} lies after today, ${told.today}. Correct it.`,
      zh: `${late} 晚于今天 ${told.today}，请更正。`,
    });
  const known = Object.values(told.found as Record<string, CaseRow[]>).flat();
  const { id, name, sex, birth, age, phone, address, disease, sampledOn } = input;
  const match = matched({ id, name, sex, birth, age, phone, address, disease, sampledOn }, known);
  const { candidates } = match;
  const row = match.verdict === 'same' && known.find((each) => each.id === match.case);
  return [
    { type: 'laboratory.ResultReceived', data: { ...input, candidates } },
    ...(row ? [filed({ ...input, candidates }, id, row, 'likeness')] : []),
  ];
}

const unknown = (id: string): Refusal =>
  refuse('result-unknown', id, {
    en: `No laboratory result ${id}. Enter it first.`,
    zh: `没有检验结果 ${id}，请先登记。`,
  });

function file(state: State, input: model.FileResult, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.case)
    return refuse('result-filed', state.case, {
      en: `Result ${input.id} is filed with case ${state.case}. Take it back first.`,
      zh: `检验结果 ${input.id} 已归入病例 ${state.case}，请先撤回。`,
    });
  const [row] = told.found.case as CaseRow[];
  if (!row)
    return refuse('case-unknown', input.case, {
      en: `No case ${input.case}. Report it first.`,
      zh: `没有病例 ${input.case}，请先报告。`,
    });
  if (row.status !== 'open')
    return refuse('case-not-open', row.mergedInto ?? row.id, {
      en: row.mergedInto
        ? `Case ${row.id} is the same person as ${row.mergedInto}. File it with ${row.mergedInto}.`
        : `Case ${row.id} was discarded. Reinstate it first.`,
      zh: row.mergedInto
        ? `病例 ${row.id} 与 ${row.mergedInto} 为同一人，请归入 ${row.mergedInto}。`
        : `病例 ${row.id} 已排除，请先恢复。`,
    });
  if (row.disease !== state.disease)
    return refuse('disease-differs', row.disease, {
      en: `The result is of ${state.disease}, case ${row.id} of ${row.disease}. Choose a case of the same disease.`,
      zh: `该结果为 ${state.disease}，病例 ${row.id} 为 ${row.disease}，请选择同一疾病的病例。`,
    });
  if (!isWithin(row.area, told.actor.area))
    return refuse('area-elsewhere', row.area, {
      en: `Case ${row.id} lies outside your area. Ask the investigators there.`,
      zh: `病例 ${row.id} 不在您的辖区，请联系当地流调人员。`,
    });
  return [filed(state, input.id, row, 'person')];
}

function takeBack(state: State, { id, reason }: model.TakeBackResult): Decision {
  if (!state) return unknown(id);
  if (!state.case)
    return refuse('result-not-filed', id, {
      en: `Result ${id} is filed with no case.`,
      zh: `检验结果 ${id} 尚未归入病例。`,
    });
  return [{ type: 'laboratory.ResultTakenBack', data: { id, from: state.case, disease: state.disease, reason } }];
}

const WORKERS = ['investigator', 'officer', 'hq', 'trainer'] as const;
const onResult = <I extends { id: string }>(
  en: string,
  zh: string,
  input: Command<any, I>['input'],
  decide: Command<any, I>['decide'],
  find?: Command<any, I>['find'],
): Command<any, I> => ({
  label: { en, zh },
  input,
  roles: WORKERS,
  purpose: 'control',
  stream: ({ id }) => id,
  area: (_input, state: State) => state?.area,
  ...(find ? { find } : {}),
  decide,
});

export const laboratoryResult: StreamKind<model.ResultState> = {
  evolve,
  commands: {
    ReceiveResult: {
      ...onResult<model.ReceiveResult>(
        'Enter a laboratory result',
        '登记检验结果',
        model.receiveResult,
        receive,
        likely,
      ),
      area: (input) => input.area,
    },
    FileResult: onResult<model.FileResult>(
      'File a result with a case',
      '归入病例',
      model.fileResult,
      file,
      (input) => ({
        case: { view: 'cases.cases', ids: [input.case] },
      }),
    ),
    TakeBackResult: onResult('Take a filed result back', '撤回归入', model.takeBackResult, takeBack),
  },
};
