import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { followUp } from './follow-up.ts';

let library: ProtocolLibrary;
beforeAll(async () => {
  library = await loadProtocols();
});

const ZONE = 'Asia/Shanghai';
test('the end depends on edition, class and last exposure alone; the next day due is inside, unchecked and not past', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: 0, max: 30 }),
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.constantFrom('cn-covid-8', 'cn-covid-9'),
      (exposed, later, checked, edition) => {
        const lastExposure = addDays('2022-09-01', exposed);
        const seen = checked.map((n) => addDays(lastExposure, n));
        const inForce = { library, active: [{ disease: 'covid-19', edition, area: 'cn', from: '2022-01-01' }] };
        const ask = (today: string) =>
          followUp(
            inForce,
            { disease: 'covid-19', area: 'cn.44.03', class: 'contact.close', lastExposure, seen },
            today,
            ZONE,
          );
        const today = addDays('2022-09-10', later);
        const plan = ask(today);
        expect(plan.until).toBe(ask('2022-09-10').until);
        expect(daysBetween(lastExposure, plan.until as string)).toBe(edition === 'cn-covid-9' ? 10 : 21);
        if (plan.nextDue === null) {
          for (let day = today; day <= (plan.until as string); day = addDays(day, 1)) expect(seen).toContain(day);
        } else {
          expect(plan.nextDue >= today && plan.nextDue <= (plan.until as string) && !seen.includes(plan.nextDue)).toBe(
            true,
          );
        }
      },
    ),
  );
});
