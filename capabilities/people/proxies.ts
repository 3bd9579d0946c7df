import type { Decision, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { addSpan } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import { memberOf } from './members.ts';
import type * as model from './model.ts';

type State = model.HouseholdState;

export function evolve(state: State, event: Event): State {
  const { data } = event;
  if (event.type === 'people.ProxyGranted') {
    return {
      ...state,
      proxies: { ...state.proxies, [data.id]: { person: data.person, until: data.until, standing: true } },
    };
  }
  const known = event.type === 'people.ProxyRevoked' ? state.proxies[data.id] : undefined;
  return known ? { ...state, proxies: { ...state.proxies, [data.id]: { ...known, standing: false } } } : state;
}

/** A proxy stands until its term or until it is revoked, never for ever. */
export function grant(state: State, input: model.GrantProxy, told: Told): Decision {
  const person = memberOf(state, input.person);
  if (isRefusal(person)) return person;
  if (state.proxies[input.id]?.standing)
    return refuse('proxy-exists', input.id, {
      en: `Proxy ${input.id} stands already. End it first.`,
      zh: `代办 ${input.id} 已存在，请先撤销。`,
    });
  const longest = settingOn(told.protocol.library, 'people.proxy.days', told.today);
  if (isRefusal(longest)) return longest;
  const last = addSpan(told.now, { value: Number(longest.value), unit: 'd' });
  if (input.until <= told.now || input.until > last) {
    return refuse('proxy-term', input.until, {
      en: `A proxy ends after now and by ${last} at the latest. Choose such a day; it can be granted again.`,
      zh: `代办期限须晚于现在且不晚于 ${last}；到期可重新指定。`,
    });
  }
  return [{ type: 'people.ProxyGranted', data: input }];
}

const standing = (state: State, id: string): { person: string; until: string } | undefined => {
  const proxy = state.proxies[id];
  return proxy?.standing ? proxy : undefined;
};
const unknown = (id: string) =>
  refuse('proxy-unknown', id, { en: `No standing proxy ${id} here.`, zh: `此处没有有效的代办 ${id}。` });

export function revoke(state: State, input: model.RevokeProxy): Decision {
  const proxy = standing(state, input.id);
  return proxy
    ? [{ type: 'people.ProxyRevoked', data: { ...input, person: proxy.person, term: false } }]
    : unknown(input.id);
}

export function end(state: State, input: model.EndProxy, told: Told): Decision {
  const proxy = standing(state, input.id);
  if (!proxy) return unknown(input.id);
  if (proxy.until > told.now)
    return refuse('proxy-runs', proxy.until, {
      en: `The proxy runs until ${proxy.until}.`,
      zh: `代办有效至 ${proxy.until}。`,
    });
  return [{ type: 'people.ProxyRevoked', data: { ...input, reason: 'term / 到期', person: proxy.person, term: true } }];
}
