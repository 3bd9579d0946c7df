import { type Account, type Role, systemActor } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin, levelOf, type PlacePath } from '../../../kernel/place.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { PersonRow } from '../../people/index.ts';
import type { OrderRow } from '../../stays/index.ts';
import type { ZoneRow } from '../../zones/index.ts';
import { boardOf } from '../board.ts';
import { traceCall } from '../notes.ts';
import type { DeviationRow } from '../openings.ts';
import { readLine, writeLine } from '../plain.ts';
import { switchPreview } from '../switch-preview.ts';
import type { ReadRow } from '../views.ts';
import type { WriteRow } from '../writes.ts';
import { gather } from './gather.ts';

const OVERSEERS: Role[] = ['overseer', 'reviewer', 'hq'];
const OFFICERS: Role[] = ['officer', 'hq', 'overseer', 'reviewer'];
const MANY = 50_000;

const one = (request: RouteRequest, name: string): string | undefined => [request.query[name]].flat()[0] || undefined;
const missing = (name: string): Refusal =>
  refuse('field-invalid', name, { en: `Give ${name} in the address.`, zh: `请在地址中填写 ${name}。` });

/** The asked place if a grant of these roles covers it; the grant's own area when none was asked. */
function placeOf(account: Account, roles: readonly Role[], asked: string | undefined): PlacePath | Refusal {
  const grants = account.grants.filter((grant) => roles.includes(grant.role));
  const area = asked ?? grants[0]?.area ?? '';
  if (!isPlacePath(area))
    return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
  if (grants.some((grant) => isWithin(area, grant.area))) return area;
  return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
}

/** Somebody who reads this list for another household (by telephone, say) leaves a line in it. */
async function traceOther(account: Account, household: PlacePath, city: CityPort): Promise<void> {
  const own = account.grants.some((grant) => grant.role === 'resident' && isWithin(household, grant.area));
  const grant = account.grants.find(
    (each) => ['desk', 'overseer'].includes(each.role) && isWithin(household, each.area),
  );
  if (own || !grant) return;
  const by = { id: account.id, name: account.name, org: account.org, ...grant };
  const purpose = grant.role === 'overseer' ? 'oversight' : 'livelihood';
  const call = traceCall({ by, view: 'oversight.writes', purpose, subjects: [household] });
  await city.run({ id: city.newId(), ...call }, systemActor('oversight'));
}

/** Addresses of oversight beyond its commands and views. */
export const routes: Route[] = [
  {
    method: 'GET',
    path: '/api/oversight/acts',
    roles: OVERSEERS,
    summary: { en: 'What each command is called', zh: '各项操作的名称' },
    handle: async (_request, city) => ({
      body: Object.fromEntries([...city.commands].map(([name, { label }]) => [name, label])),
    }),
  },
  {
    method: 'GET',
    path: '/api/oversight/my-trace',
    roles: ['resident', 'desk', 'overseer'],
    summary: { en: 'Who read and who wrote the data of a household', zh: '谁查看、谁写入了我家的信息' },
    async handle(request, city) {
      const household = placeOf(request.account, ['resident', 'desk', 'overseer'], one(request, 'household'));
      if (isRefusal(household)) return household;
      if (levelOf(household) !== 'household') return missing('household');
      const persons = (await city.look({ view: 'people.persons', within: household, limit: 2_000 })) as PersonRow[];
      const subjects = [household, ...persons.map((person) => person.id)];
      const reads = (await city.look({
        view: 'oversight.reads',
        where: { subjects },
        order: '-at',
        limit: 200,
      })) as ReadRow[];
      const writes = (await city.look({
        view: 'oversight.writes',
        where: { household },
        order: '-at',
        limit: 200,
      })) as WriteRow[];
      await traceOther(request.account, household, city);
      return { body: { household, reads: reads.map(readLine), writes: writes.map(writeLine) } };
    },
  },
  {
    method: 'GET',
    path: '/api/oversight/safeguards',
    roles: OVERSEERS,
    summary: { en: 'Board of safeguards with live counts', zh: '安全保障看板' },
    async handle(request, city) {
      const area = placeOf(request.account, OVERSEERS, one(request, 'area'));
      if (isRefusal(area)) return area;
      const facts = await gather(city, area);
      return { body: { area, at: facts.now, safeguards: boardOf(facts), verified: facts.verified ?? null } };
    },
  },
  {
    method: 'GET',
    path: '/api/oversight/deviations',
    roles: 'public',
    summary: { en: 'Public list of local departures from the edition in force', zh: '地方规定偏离现行方案公开清单' },
    async handle(_request, city) {
      const rows = (await city.look({ view: 'oversight.deviations', order: '-at', limit: 500 })) as DeviationRow[];
      return { body: { rows: rows.filter((row) => row.violations.length > 0) } };
    },
  },
  {
    method: 'GET',
    path: '/api/oversight/switch-preview',
    roles: OFFICERS,
    summary: { en: 'What a switch of edition would do', zh: '方案切换预演' },
    async handle(request, city) {
      const [disease, edition] = [one(request, 'disease'), one(request, 'edition')];
      if (!disease || !edition) return missing(disease ? 'edition' : 'disease');
      const area = placeOf(request.account, OFFICERS, one(request, 'area'));
      if (isRefusal(area)) return area;
      const where = { status: 'open', disease };
      const orders = (await city.look({ view: 'stays.orders', within: area, where, limit: MANY })) as OrderRow[];
      const zones = (await city.look({ view: 'zones.zones', within: area, where, limit: MANY })) as ZoneRow[];
      const preview = switchPreview(
        { orders, zones },
        { disease, edition, area },
        { library: city.library, now: city.now(), zone: city.zone },
      );
      if (isRefusal(preview)) return preview;
      // The list of people is read as the asker, so that it is permitted, masked and traced like any other.
      const named = await city.list(
        request.account,
        { view: 'stays.orders', ids: preview.releasedToday.slice(0, 500), limit: 500 },
        'control',
      );
      const [anchor] = await city.look({ view: 'oversight.integrity', order: '-day', limit: 1 });
      return { body: { ...preview, released: isRefusal(named) ? [] : named.rows, anchor: anchor ?? null } };
    },
  },
];
