import { type Account, type Actor, grantFor, type Role } from '../../../kernel/actor.ts';
import type { Found as Rows, Told } from '../../../kernel/capability.ts';
import { chanceFrom } from '../../../kernel/chance.ts';
import type { CityPort, Route } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import { type OrderStay, type Plan, type StayOrdered, orderStay as schema } from '../model.ts';
import { type Found, findForOrder, orderStay, previewOf } from '../order.ts';

const ORDERERS: readonly Role[] = ['officer', 'investigator'];

/** What an order would be: the plan if the evidence carries one, the notice if it could be ordered now, and what is missing. */
export interface StayPreview {
  plan: Plan | null;
  notice: Words | null;
  refusal: Refusal | null;
}

async function toldOf(account: Account, input: OrderStay, city: CityPort): Promise<Told | Refusal> {
  const grant = grantFor(account, ORDERERS, input.household);
  if (!grant)
    return refuse('not-permitted', input.household, {
      en: `${input.household} lies outside your area.`,
      zh: `${input.household} 不在您的辖区内。`,
    });
  const found: Rows = {};
  for (const [name, find] of Object.entries(findForOrder(input)))
    found[name] = find.ids?.length === 0 ? [] : await city.look(find);
  const actor: Actor = { id: account.id, name: account.name, org: account.org, ...grant };
  const now = city.now();
  return {
    now,
    today: dayOf(now, city.zone),
    zone: city.zone,
    chance: chanceFrom(input.id),
    actor,
    protocol: city.protocol(),
    found,
  };
}

export const routes: Route[] = [
  {
    method: 'POST',
    path: '/api/stays/preview',
    roles: ORDERERS,
    summary: { en: 'The plan an order would have, before it is ordered', zh: '下达前预览隔离方案' },
    async handle(request, city) {
      const read = schema.safeParse(request.body);
      if (!read.success) {
        return refuse(
          'input-invalid',
          read.error.issues.map((issue) => issue.path.join('.')),
          {
            en: 'Fill in person, household, class and evidence to see the plan.',
            zh: '请填写人员、住户、类别和证据后查看方案。',
          },
        );
      }
      const told = await toldOf(request.account, read.data, city);
      if (isRefusal(told)) return told;
      const plan = previewOf(read.data, told, told.found as Found);
      const decided = orderStay(undefined, read.data, told);
      const body: StayPreview = {
        plan: isRefusal(plan) ? null : plan.plan,
        notice: isRefusal(decided) ? null : ((decided[0]?.data as StayOrdered | undefined)?.notice ?? null),
        refusal: isRefusal(decided) ? decided : null,
      };
      return { body };
    },
  },
];
