import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { addHours, type Day } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { HouseholdRow } from '../people/index.ts';
import { careFaults } from '../stays/index.ts';
import { type Asked, type Condition, inside, line, refused, said } from './condition.ts';
import { areaOf } from './model.ts';

/** Everything people inside need before the door closes; asked again before an extension. */
export function livelihood(
  { proposal, facts, protocol, now, today, zone }: Omit<Asked, 'publisher' | 'authors'>,
  households: readonly HouseholdRow[],
): Condition[] {
  const { library } = protocol;
  const window = hours(library, 'zone.medicalSlots.h', today);
  const look = hours(library, 'zone.exit.look.h', today);
  if (typeof window !== 'number') return [refused('setting-missing', window)];
  if (typeof look !== 'number') return [refused('setting-missing', look)];
  const carers = new Map(facts.carers.map((row) => [row.id, row]));
  const uncared = households.filter((row) => {
    const carer = carers.get(row.id);
    return !carer || carer.uncovered;
  });
  const unchecked = households.filter(
    (row) => row.vulnerable && (row.checkedAt === null || row.checkedAt < addHours(now, -window)),
  );
  const slots = careFaults(
    facts.slots.filter((slot) => inside(proposal.scope, slot.area)),
    library,
    { now, today, zone },
  );
  const exits = [
    ...facts.above,
    ...facts.places.filter((row) => inside(proposal.scope, row.id) && !facts.above.some((each) => each.id === row.id)),
  ].flatMap((row) => row.exits.map((exit) => ({ key: `${row.id}/${exit.id}`, ...exit })));
  const { explanation } = proposal;
  return [
    line(
      'households-missing',
      'Households inside are registered',
      '区内住户已登记',
      households.length === 0 ? [...proposal.scope] : [],
      'Register who lives here: the household is the unit of service.',
      '请先登记住户。',
    ),
    line(
      'carer-missing',
      'A named carer for every household',
      '每户有包户人员',
      uncared.map((row) => row.id),
      'Assign a carer to these households.',
      '请为这些住户指定包户人员。',
    ),
    line(
      'vulnerable-unchecked',
      'Vulnerable households looked in on',
      '重点人群已走访',
      unchecked.map((row) => row.id),
      `Look in on them now (within ${window} h).`,
      `请先走访（${window} 小时内）。`,
    ),
    said(
      'supply-plan-missing',
      'Supply plan',
      '物资保障方案',
      proposal.supplies,
      'Say how food, water and medicine reach every door.',
      '请写明食品、饮水、药品如何到户。',
    ),
    line(
      'care-slot-unconfirmed',
      `Dialysis, delivery, chemotherapy within ${window} h confirmed with a ride`,
      `${window} 小时内透析、分娩、化疗已落实接送`,
      slots.map((fault) => String(fault.value)),
      'Confirm hospital and ride for each.',
      '请逐一落实医院和接送。',
    ),
    line(
      'exits-unknown',
      'Exits are registered',
      '出口已登记',
      exits.length === 0 ? [areaOf(proposal.scope)] : [],
      'Register doors, gates, stairs and fire lanes.',
      '请登记单元门、大门、楼梯、消防通道。',
    ),
    line(
      'exit-blocked',
      'No exit is blocked',
      '出口无封堵',
      exits.filter((exit) => exit.clear === false).map((exit) => exit.key),
      'Clear it and have it looked at again.',
      '请清除封堵并再次查看。',
    ),
    line(
      'exit-unseen',
      `Every exit seen clear within ${look} h`,
      `${look} 小时内查看过每个出口`,
      exits
        .filter((exit) => exit.clear !== false && (!exit.seenAt || exit.seenAt < addHours(now, -look)))
        .map((exit) => exit.key),
      'Go and look.',
      '请现场查看。',
    ),
    said(
      'hotline-missing',
      'Help phone',
      '求助电话',
      proposal.hotline,
      'Give a number answered day and night.',
      '请填写24小时电话。',
    ),
    line(
      'explanation-missing',
      'Explanation in both languages',
      '中英文说明',
      [!explanation.en && 'en', !explanation.zh && 'zh'].filter((each) => typeof each === 'string'),
      'Explain why to those inside.',
      '请向居民说明原因。',
    ),
    line(
      'zone-overlap',
      'No household is in another zone',
      '住户不在其他风险区',
      facts.zoned.filter((row) => row.zone !== proposal.id && inside(proposal.scope, row.id)).map((row) => row.id),
      'End that zone first.',
      '请先解除该区。',
    ),
  ];
}

function hours(library: ProtocolLibrary, name: string, today: Day): number | Refusal {
  const setting = settingOn(library, name, today);
  return isRefusal(setting) ? setting : Number(setting.value);
}
