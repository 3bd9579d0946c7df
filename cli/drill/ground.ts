import type { City as Simulated } from '../../engines/simulation/index.ts';
import type { Call } from '../../kernel/capability.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import { addDays, type Day } from '../../kernel/time.ts';
import type { Stage } from '../demo/accounts.ts';
import type { Household, Person } from '../demo/households.ts';
import { areasOf, buildingsOf, registerArea } from '../demo/places.ts';

/** The simulated people as residents of streets that Tandem knows. Person n of the simulation is `people[n]`. */
export interface Ground {
  places: Call[];
  households: Household[];
  people: Person[];
  /** Paths of the communities, in the simulation's order. */
  communities: string[];
  stage: Stage;
}

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'.split('');
const GIVEN = '安宁平和晓文雨欣佳立明海静云川禾青石南北'.split('');
/** Flats of a street building and how many buildings are laid out at a time. */
const STEP = 4;

/** Gives every simulated household a door and every person a name, a birthday and, by age, a telephone. */
export function groundOf(city: Simulated, today: Day, seed: string): Ground {
  const chance = chanceFrom(`${seed}/ground`);
  const areas = areasOf(chance);
  const wanted = city.areaCodes.length;
  const communities = areas.filter(({ level }) => level === 'community').slice(0, wanted);
  if (communities.length < wanted)
    throw new Error(
      `drill-communities: the district has ${communities.length} communities, not ${wanted}. Ask for fewer.`,
    );
  const needed = new Set(communities.flatMap(({ path }) => parentsOf(path)));
  const places = areas.filter(({ path }) => needed.has(path)).map(registerArea);
  const households: Household[] = [];
  const people: Person[] = [];
  let home = 0;
  communities.forEach((community, at) => {
    const until = city.areaStart[at + 1] as number;
    let buildings = STEP;
    const doors: string[] = [];
    const count = (): number => {
      let n = 0;
      for (let h = home; h + 1 < city.householdStart.length && (city.householdStart[h] as number) < until; h++) n++;
      return n;
    };
    const homes = count();
    const floors = (n: number) => buildingsOf(community, n, chanceFrom(`${seed}/${community.path}/${n}`));
    let laid = floors(buildings);
    const room = () => laid.buildings.reduce((sum, each) => sum + each.floors * each.flats, 0);
    while (room() < homes) {
      buildings += STEP;
      laid = floors(buildings);
    }
    places.push(...laid.calls);
    for (const { path, floors: high, flats } of laid.buildings)
      for (let floor = 1; floor <= high; floor++)
        for (let flat = 1; flat <= flats; flat++) doors.push(`${path}.u1.h${floor}${String(flat).padStart(2, '0')}`);
    for (let n = 0; n < homes; n++, home++) {
      const path = doors[n] as string;
      const surname = SURNAMES[chance.below(SURNAMES.length)] as string;
      const members: Person[] = [];
      const [from, to] = [city.householdStart[home] as number, city.householdStart[home + 1] as number];
      for (let id = from; id < to; id++) {
        const age = city.age[id] as number;
        const smartphone = age >= 12 && chance.next() < (age >= 75 ? 0.35 : age >= 65 ? 0.7 : 0.98);
        const given = () => GIVEN[chance.below(GIVEN.length)] as string;
        const person: Person = {
          id: `${path}.p${id - from + 1}`,
          household: path,
          name: surname + given() + (chance.next() < 0.6 ? given() : ''),
          sex: chance.next() < 0.5 ? 'female' : 'male',
          birth: addDays(today, -age * 365 - 1 - chance.below(364)),
          age,
          smartphone,
          groups: [],
          ...(age >= 12 && (smartphone || chance.next() < 0.8)
            ? { phone: `100${String(10_000_000 + chance.below(89_999_999))}` }
            : {}),
        };
        members.push(person);
        people.push(person);
      }
      households.push({ path, members });
    }
  });
  const first = households.find(({ members }) => members.some(({ phone }) => phone)) as Household;
  const community = communities[0]?.path as string;
  return {
    places,
    households,
    people,
    communities: communities.map(({ path }) => path),
    stage: {
      district: areas.find(({ level }) => level === 'district')?.path as string,
      street: parentsOf(community).at(-2) as string,
      community,
      household: first.path,
      residentName: first.members[0]?.name as string,
    },
  };
}

/** `cn.44.03.04.001.019` and every area above it. */
function parentsOf(path: string): string[] {
  const parts = path.split('.');
  return parts.map((_, n) => parts.slice(0, n + 1).join('.')).slice(1);
}
