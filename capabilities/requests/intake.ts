import type { Decision, Find, Finds, Told } from '../../kernel/capability.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { readInstant } from '../../kernel/time.ts';
import type { RequestClass } from '../../protocols/schema-city.ts';
import type { ProxyRow } from '../people/index.ts';
import {
  attributeFaults,
  classOf,
  firstOwner,
  libraryOf,
  rankOf,
  refuseAttributes,
  settingNumber,
  withDue,
} from './classes.ts';
import { COMPARED, similarTo } from './likeness.ts';
import * as model from './model.ts';
import type { RequestState } from './state.ts';
import type { QueueRow } from './views-changes.ts';

/** Where the request belongs: the beneficiary's household, else the place. */
export const areaOf = (input: { place: string; household?: string; beneficiary?: { household?: string } }): string =>
  input.beneficiary?.household ?? input.household ?? input.place;

export function finds(input: model.TakeRequest): Finds {
  const household = input.beneficiary.household;
  const open: Pick<Find, 'within' | 'where'> = household
    ? { within: household, where: { class: input.class, household, state: [...model.OPEN_STAGES] } }
    : { where: { class: input.class, openAt: input.place } };
  return {
    near: { view: 'requests.queue', ...open, top: { by: '-takenAt', n: COMPARED } },
    ...(input.proxy && household ? { proxies: { view: 'people.proxies', within: household } } : {}),
  };
}

export function take(state: RequestState | undefined, input: model.TakeRequest, told: Told): Decision {
  if (state)
    return refuse('request-exists', input.id, {
      en: `Request ${input.id} is taken already. Follow it by this number.`,
      zh: `诉求 ${input.id} 已受理，请用此编号跟进。`,
    });
  const of = classOf(told, input.class);
  if (isRefusal(of)) return of;
  const household = input.beneficiary.household;
  if (household && !isWithin(input.beneficiary.person ?? household, household)) {
    return refuse('person-elsewhere', input.beneficiary.person, {
      en: 'The beneficiary does not live in that household. Choose one of its members.',
      zh: '受益人不属于该户，请选择该户成员。',
    });
  }
  const faults = attributeFaults(of, input.attributes).filter((fault) => !(input.life && fault.fault === 'missing'));
  if (faults.length > 0) return refuseAttributes(of, faults);
  const urgency = input.life ? 'life' : (input.urgency ?? of.urgency);
  if (rankOf(urgency) > rankOf(of.urgency)) {
    return refuse('urgency-lowered', urgency, {
      en: `${of.names.en} is ${of.urgency}. Take it, then reclassify with a reason.`,
      zh: `“${of.names.zh}”等级为 ${of.urgency}；请先受理，再说明理由改级。`,
    });
  }
  const proxy = standingProxy(input, told);
  if (isRefusal(proxy)) return proxy;
  const hours = settingNumber(told, 'request.duplicate.h');
  const percent = settingNumber(told, 'request.duplicate.likeness.percent');
  if (isRefusal(hours)) return hours;
  if (isRefusal(percent)) return percent;
  const similar = similarTo(
    {
      id: input.id,
      household: household ?? null,
      place: input.place,
      description: input.description,
      takenAt: told.now,
    },
    told.found.near as QueueRow[],
    hours,
    percent,
  );
  return withDue([taken(input, of, urgency, told, { proxy, similar })], told, input.id, areaOf(input));
}

function taken(
  { proxy: _id, beneficiary, ...input }: model.TakeRequest,
  of: RequestClass,
  urgency: RequestClass['urgency'],
  told: Told,
  more: { proxy?: { id: string; name: string; account?: string }; similar: { id: string; likeness: number }[] },
): NewEvent<string, object> {
  const moments = of.attributes
    .filter((attribute) => attribute.datatype === 'datetime')
    .flatMap(({ code }) => {
      const given = input.attributes[code];
      const at = typeof given === 'string' ? readInstant(given) : undefined;
      return at ? [[code, at] as const] : [];
    });
  const data = {
    ...input,
    ...Object.fromEntries(moments),
    beneficiary,
    urgency,
    life: input.life || urgency === 'life',
    personal: of.personal,
    group: of.group,
    stage: 'taken' as const,
    ...(beneficiary.household ? { household: beneficiary.household } : {}),
    ...(more.proxy ? { proxy: more.proxy } : {}),
    similar: more.similar,
    takenBy: { id: told.actor.id, role: told.actor.role },
  };
  return {
    type: 'requests.RequestTaken',
    data: {
      ...data,
      owner: firstOwner(told, { type: 'requests.RequestTaken', data }, areaOf({ ...input, beneficiary })),
    },
  };
}

/** The proxy must stand now, for this household; somebody without standing is simply the caller. */
function standingProxy(input: model.TakeRequest, told: Told) {
  if (!input.proxy) return undefined;
  const proxy = (told.found.proxies as ProxyRow[] | undefined)?.find((row) => row.id === input.proxy);
  if (proxy?.standing && (proxy.until === null || proxy.until > told.now)) {
    return { id: proxy.id, name: proxy.name, ...(proxy.account ? { account: proxy.account } : {}) };
  }
  return refuse('proxy-unknown', input.proxy, {
    en: 'No standing proxy of that household. Take the request with this person as the caller.',
    zh: '该户没有此有效代办人，请将其登记为来电人后受理。',
  });
}

/** The life-threat button: taken at once in the first class of urgency `life`; everything else can follow. */
export function pressLifeThreat(state: RequestState | undefined, input: model.PressLifeThreat, told: Told): Decision {
  const of = libraryOf(told).requestClasses.find((item) => item.urgency === 'life');
  if (!of)
    return refuse('class-none-life', 'life', {
      en: 'No request class has the urgency life. Add one to protocols/city/request-classes.yaml.',
      zh: '没有“危及生命”的诉求类别，请在 protocols/city/request-classes.yaml 补充。',
    });
  if (state) return [];
  const request = model.takeRequest.parse({
    id: input.id,
    class: of.code,
    channel: input.channel,
    caller: input.caller,
    beneficiary: input.household ? { household: input.household } : {},
    place: input.place,
    description: input.note || `${of.names.zh} / ${of.names.en}`,
    life: true,
  });
  return withDue([taken(request, of, 'life', told, { similar: [] })], told, input.id, areaOf(input));
}
