import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import { dayWords } from '../../kernel/day-words.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin, LEVELS, type Level, levelOf } from '../../kernel/place.ts';
import { counted } from '../../kernel/plural.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { type Day, startOf } from '../../kernel/time.ts';
import { type Active, editionIn, type InForce } from '../../protocols/in-force.ts';
import { edition, settingOn, valuesOn } from '../../protocols/read.ts';
import type { Edition, ParamValue, ProtocolLibrary } from '../../protocols/schema.ts';
import { agree, agreedBy } from './agreement.ts';
import { localrule } from './local-rules.ts';
import * as model from './model.ts';

/** Values in force on a day, or later in the same edition, that no full source carries: marked G (general knowledge) or P (partly sourced). */
export const unsourced = (book: Edition, day: Day): ParamValue[] =>
  [
    ...valuesOn(book, day),
    ...Object.values(book.params)
      .flat()
      .filter((value) => value.from > day),
  ].filter((value) => value.confidence === 'G' || value.confidence === 'P');

/** The sign-off that counts for a value in an area; one given for another wording of the value does not. */
export const signOffFor = (
  value: ParamValue,
  area: string,
  signOffs: readonly model.SignOff[],
): model.SignOff | undefined =>
  signOffs.find(
    (each) =>
      each.edition === value.edition &&
      each.key === value.key &&
      each.from === value.from &&
      isWithin(area, each.area) &&
      canonical(each.value) === canonical(value.value),
  );

const libraryOf = (told: Told): ProtocolLibrary => (told.protocol as InForce).library;

/** Sign-offs. State: ids already signed, with the value signed. */
type Signed = Record<string, string>;

function signOff(state: Signed | undefined, input: model.SignOffValues, told: Told): Decision {
  const book = edition(libraryOf(told), input.edition);
  if (isRefusal(book)) return book;
  const own = Object.values(book.params)
    .flat()
    .filter((value) => value.edition === input.edition);
  const missing = input.values.filter(
    (wanted) =>
      !own.some((value) => value.key === wanted.key && (wanted.from === undefined || value.from === wanted.from)),
  );
  if (missing.length > 0) {
    return refuse(
      'value-unknown',
      missing.map((item) => item.key),
      {
        en: `${input.edition} itself does not state ${missing.map((item) => item.key).join(', ')}. Sign a value where it is stated.`,
        zh: `${input.edition} 自身未规定 ${missing.map((item) => item.key).join('、')}，请在规定该值的方案上签字。`,
      },
    );
  }
  const wanted = own.filter((value) =>
    input.values.some((item) => item.key === value.key && (item.from === undefined || item.from === value.from)),
  );
  return wanted
    .map(
      (value): model.SignOff => ({
        edition: value.edition,
        key: value.key,
        from: value.from,
        area: input.area,
        value: value.value,
        by: told.actor.id,
        name: told.actor.name,
        org: told.actor.org.name,
        at: told.now,
        reason: input.reason,
      }),
    )
    .filter((each) => state?.[model.signOffId(each)] !== canonical(each.value))
    .map((data) => ({ type: 'editions.ValueSignedOff', data }));
}

const signoff: StreamKind<Signed> = {
  evolve: (state, event) =>
    event.type === 'editions.ValueSignedOff'
      ? { ...state, [model.signOffId(event.data)]: canonical(event.data.value) }
      : state,
  commands: {
    SignOffValues: {
      label: { en: 'Answer by name for unsourced values', zh: '对无来源的数值签字负责' },
      input: model.signOffValues,
      roles: ['hq', 'officer', 'investigator'],
      purpose: 'control',
      stream: (input: model.SignOffValues) => input.edition,
      area: (input) => input.area,
      decide: signOff,
    },
  },
};

const rank = (level: Level): number => LEVELS.indexOf(level);

function authority(input: model.ActivateEdition, told: Told): true | Refusal {
  const lowest = settingOn(libraryOf(told), 'edition.activate.level', told.today);
  if (isRefusal(lowest)) return lowest;
  const { org } = told.actor;
  const needed =
    rank(levelOf(input.area)) < rank(lowest.value as Level) ? levelOf(input.area) : (lowest.value as Level);
  return (
    (org.kind === 'government' && rank(org.level) <= rank(needed)) ||
    refuse('authority-missing', org.name, {
      en: `${org.name} (${org.kind}, ${org.level}) may not activate an edition for ${input.area}: it takes a government at ${needed} level or above (${lowest.clause}).`,
      zh: `${org.name} 无权为 ${input.area} 启用方案：须由${needed}级以上政府决定（${lowest.clause}）。`,
    })
  );
}

function outOfDates(input: model.ActivateEdition, book: Edition): Refusal | undefined {
  if (input.from < book.effectiveFrom) {
    return refuse('edition-too-early', input.from, {
      en: `${book.id} applies from ${book.effectiveFrom}. Choose that day or a later one.`,
      zh: `${book.id} 自 ${book.effectiveFrom} 起施行，请选择该日或以后。`,
    });
  }
  const last = book.effectiveTo;
  if (last === undefined || input.from <= last || input.outOfDateReason) return undefined;
  return refuse('edition-superseded', input.edition, {
    en: `${book.id} ended on ${last}. Activate its successor, or state why a superseded edition is used; the reason is listed publicly.`,
    zh: `${book.id} 已于 ${last} 失效。请启用后续方案；确需使用须写明理由，并公开列出。`,
  });
}

function activate(state: model.ActivationState | undefined, input: model.ActivateEdition, told: Told): Decision {
  const book = edition(libraryOf(told), input.edition);
  if (isRefusal(book)) return book;
  const may = authority(input, told);
  if (isRefusal(may)) return may;
  if (book.disease !== input.disease) {
    return refuse('edition-of-other-disease', input.edition, {
      en: `${input.edition} is for ${book.disease}, not for ${input.disease}.`,
      zh: `${input.edition} 适用于 ${book.disease}，不适用于 ${input.disease}。`,
    });
  }
  if (input.from < told.today) {
    return refuse('from-in-the-past', input.from, {
      en: `An edition is activated for today (${told.today}) or a later day, never backwards.`,
      zh: `方案只能自今日（${told.today}）或以后启用，不得追溯。`,
    });
  }
  if (state?.activations.some((item) => item.edition === input.edition && item.from === input.from)) return [];
  const dated = outOfDates(input, book);
  if (dated) return dated;

  const signed = told.found.signOffs as model.SignOff[];
  const needed = unsourced(book, input.from).map((value) => ({ value, by: signOffFor(value, input.area, signed) }));
  const because = needed.flatMap(({ value, by }) => {
    if (!by) return [unsigned(value)];
    return by.by === told.actor.id ? [ownSignature(value, by)] : [];
  });
  if (because.length > 0) {
    return refuse(
      'values-unsigned',
      because.length,
      {
        en: `Without a full source in ${input.edition}: ${counted(because.length, 'value')}. A named person other than you must answer for each before it applies to anybody.`,
        zh: `${input.edition} 有 ${because.length} 项数值没有完整来源，须先由您以外的专人逐项签字负责。`,
      },
      because,
    );
  }
  const agreed = agreedBy(input, told.found.agreements as model.Agreement[], told);
  if (isRefusal(agreed)) return agreed;
  const active: Active = { disease: input.disease, edition: input.edition, area: input.area, from: input.from };
  const signOffs = needed.flatMap(({ by }) => (by ? [by] : []));
  const activated = {
    type: 'editions.EditionActivated',
    edition: input.edition,
    data: {
      ...active,
      beginsAt: startOf(input.from, told.zone),
      signOffs,
      agreed: agreed.map(({ by, reason }) => ({ name: by.name, org: by.org.name, reason })),
      ...(input.outOfDateReason ? { outOfDateReason: input.outOfDateReason } : {}),
      notice: noticeOf(book, input),
    },
  };
  return input.from <= told.today ? [activated, started(active, told)] : [activated];
}

const unsigned = (value: ParamValue): Refusal =>
  refuse('value-unsigned', `${value.edition}:${value.key}`, {
    en: `${value.key} = ${JSON.stringify(value.value)} [${value.confidence}], ${value.clause}: nobody answers for it.`,
    zh: `${value.key} = ${JSON.stringify(value.value)} [${value.confidence}]，${value.clause}：无人签字负责。`,
  });

const ownSignature = (value: ParamValue, by: model.SignOff): Refusal =>
  refuse('value-own-signature', `${value.edition}:${value.key}`, {
    en: `${value.key} is signed only by ${by.name}, who is activating. A second person must sign.`,
    zh: `${value.key} 仅由启用人 ${by.name} 签字，须由另一人签字。`,
  });

const noticeOf = (book: Edition, input: model.ActivateEdition) => ({
  en: `From ${dayWords(input.from).en} ${book.title.en} applies here. Open orders are kept, shortened or lifted; none is lengthened by this switch.`,
  zh: `自${dayWords(input.from).zh}起，本区域执行${book.title.zh}。在执行的管控将维持、缩短或解除，不因本次调整而延长。`,
});

function started(active: Active, told: Told) {
  const { library, active: all } = told.protocol as InForce;
  const others = all.filter((item) => !(item.area === active.area && item.from === active.from));
  const previous = editionIn({ library, active: others }, active.disease, active.area, told.today);
  return {
    type: 'editions.EditionStarted',
    edition: active.edition,
    data: { ...active, ...(isRefusal(previous) ? {} : { previous: previous.id }) },
  };
}

const activation: StreamKind<model.ActivationState> = {
  evolve(state, event: Event) {
    const { activations, started: days } = state ?? { activations: [], started: [] };
    if (event.type === 'editions.EditionActivated') {
      const { disease, edition, area, from } = event.data as Active;
      return {
        activations: [...activations.filter((item) => item.from !== from), { disease, edition, area, from }],
        started: days,
      };
    }
    if (event.type === 'editions.EditionStarted') return { activations, started: [...days, event.data.from] };
    return state;
  },
  commands: {
    ActivateEdition: {
      label: { en: 'Activate an edition', zh: '启用防控方案' },
      input: model.activateEdition,
      roles: ['hq'],
      purpose: 'control',
      stream: (input: model.ActivateEdition) => model.activationId(input),
      area: (input) => input.area,
      find: (input: model.ActivateEdition) => ({
        signOffs: { view: 'editions.signOffs', limit: 50_000 },
        agreements: { view: 'editions.agreements', where: { edition: input.edition }, limit: 50_000 },
      }),
      decide: activate,
    },
    AgreeToSwitch: {
      label: { en: 'Agree to a switch of edition', zh: '同意切换方案' },
      input: model.agreeToSwitch,
      roles: ['investigator', 'officer', 'hq', 'reviewer', 'overseer'],
      purpose: 'control',
      stream: (input: model.AgreeToSwitch) => model.activationId(input),
      area: (input) => input.area,
      decide: agree,
    },
    StartEdition: {
      label: { en: 'The activated edition begins to apply', zh: '已启用的方案开始执行' },
      input: model.startEdition,
      roles: ['system'],
      purpose: 'control',
      stream: (input: model.StartEdition) => model.activationId(input),
      area: (input) => input.area,
      decide(state, input: model.StartEdition, told) {
        const active = state?.activations.find((item) => item.from === input.from);
        return active && !state?.started.includes(input.from) && input.from <= told.today
          ? [started(active, told)]
          : [];
      },
    },
  },
};

export const streams: Record<string, StreamKind<any>> = { signoff, activation, localrule };
