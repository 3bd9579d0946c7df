import type { Org } from '../kernel/actor.ts';
import type { Level } from '../kernel/place.ts';
import type { Words } from '../kernel/refusal.ts';
import type { AreaUnit } from './schema-city.ts';

/** What a level of government, or a unit that may be closed, is called in a sentence. */
export const UNIT_NAMES: Record<Level | AreaUnit, Words> = {
  country: { zh: '国家', en: 'country' },
  province: { zh: '省', en: 'province' },
  city: { zh: '市', en: 'city' },
  district: { zh: '区', en: 'district' },
  street: { zh: '街道', en: 'street' },
  community: { zh: '社区', en: 'community' },
  estate: { zh: '小区', en: 'estate' },
  building: { zh: '楼栋', en: 'building' },
  unit: { zh: '单元', en: 'stairway' },
  floor: { zh: '楼层', en: 'floor' },
  household: { zh: '户', en: 'household' },
};

/** What a body is called in a sentence. */
export const BODY_NAMES: Record<Org['kind'], Words> = {
  government: { zh: '人民政府', en: 'government' },
  cdc: { zh: '疾病预防控制机构', en: 'centre for disease control' },
  hospital: { zh: '医疗机构', en: 'hospital' },
  committee: { zh: '居（村）民委员会', en: 'residents’ committee' },
  firm: { zh: '企业', en: 'firm' },
  hotline: { zh: '热线', en: 'hotline' },
  volunteers: { zh: '志愿者组织', en: 'volunteers' },
  resident: { zh: '居民', en: 'resident' },
  oversight: { zh: '监督机构', en: 'oversight body' },
  tandem: { zh: '双统筹系统', en: 'Tandem' },
};
