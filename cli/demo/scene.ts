import type { Account, Actor, Org, Role } from '../../kernel/actor.ts';
import type { Call, Row } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import { type Chance, chanceFrom, seedOf } from '../../kernel/chance.ts';
import { addDays, addMinutes, type Day, type Instant, startOf } from '../../kernel/time.ts';
import type { Query } from '../../server/views/find.ts';
import type { Demo } from './demo.ts';

/** A call and who makes it. */
export type Act = [Call, Account | Actor];

/**
 * The story's clock and hands. Ids of its commands are made from the script's time and the input, so an interrupted
 * story is gone on with and nothing happens twice.
 */
export interface Scene extends Pick<Demo, 'city' | 'households' | 'stage' | 'size'> {
  /** A named account of the demo, by id. */
  as(id: string): Account;
  /** A seeded stream of chance for one question of the story. */
  chance(question: string): Chance;
  /** Day 0 is the first day of the exercise. */
  day(n: number): Day;
  today(): Day;
  /** The script's time, in the city's wall clock. */
  at(n: number, clock: string): Instant;
  /** Sets the clock ahead to a moment; a moment already past is passed over. */
  goTo(n: number, clock: string): Promise<void>;
  minutes(value: number): Promise<void>;
  now(): Instant;
  act(acts: Act[]): Promise<void>;
  send(calls: Call[], by: Account | Actor): Promise<void>;
  look<R = Row & Record<string, any>>(query: Query): Promise<R[]>;
  settle(): Promise<void>;
}

const PART = 1000;

export function sceneOf(demo: Demo, firstDay: Day): Scene {
  const { city, households, stage, size } = demo;
  let nominal: Instant = city.clock.now();
  let today: Day = firstDay;
  const at = (n: number, clock: string): Instant => {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return addMinutes(startOf(addDays(firstDay, n), city.zone), hours * 60 + minutes);
  };
  const ahead = async (moment: Instant): Promise<void> => {
    nominal = moment;
    const left = (Date.parse(moment) - Date.parse(city.clock.now())) / 60_000;
    if (left > 0) await city.clock.advance(left);
  };
  const idOf = ({ command, input }: Call): string => {
    const text = canonical(input);
    return `story-${nominal.slice(0, 16)}-${command}-${seedOf(text).toString(36)}${seedOf(`${text}/2`).toString(36)}`;
  };
  const act: Scene['act'] = async (acts) => {
    for (let from = 0; from < acts.length; from += PART) {
      const groups: { by: Account | Actor; calls: (Call & { id: string })[] }[] = [];
      for (const [call, by] of acts.slice(from, from + PART)) {
        const last = groups.at(-1);
        const item = { ...call, id: idOf(call) };
        if (last?.by === by) last.calls.push(item);
        else groups.push({ by, calls: [item] });
      }
      await Promise.all(groups.map(({ by, calls }) => demo.send(calls, by)));
    }
  };
  return {
    city,
    households,
    stage,
    size,
    at,
    act,
    as: (id) => demo.accounts.get(id) as Account,
    chance: (question) => chanceFrom(`story/${question}`),
    day: (n) => addDays(firstDay, n),
    today: () => today,
    async goTo(n, clock) {
      today = addDays(firstDay, n);
      await ahead(at(n, clock));
    },
    minutes: (value) => ahead(addMinutes(nominal, value)),
    now: () => city.clock.now(),
    send: (calls, by) => act(calls.map((call) => [call, by])),
    look: (query) => city.look(query) as Promise<any[]>,
    settle: () => city.settle(),
  };
}

export const command = (name: string, input: object): Call => ({ command: name, input });

/** Somebody who acts in the story and has no account to sign in with. */
export const person = (id: string, name: string, role: Role, area: string, org: Org): Account => ({
  id,
  name,
  org,
  grants: [{ role, area }],
});

export const pick = <T>(list: readonly T[], chance: Chance): T => list[chance.below(list.length)] as T;
export const HOTLINE = '0755-12345';
