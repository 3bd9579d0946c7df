import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Role } from '../kernel/actor.ts';
import type { Words } from '../kernel/refusal.ts';
import type { IconName } from '../kit/icon.tsx';

/**
 * The only file of the shell that names capabilities. A page is a module `capabilities/x/ui/y-page.tsx` with a React
 * component as default export; it joins the menu as soon as the file is there. A page under another (`/orders/zones`
 * under `/orders`) appears as a tab of it. A page may have addresses of its own below its path (`/cases/c-12`).
 */
export interface PageEntry {
  path: string;
  label: Words;
  icon: IconName;
  /** Whose menu shows it; the server permits by command and view, not by page. */
  roles: readonly Role[];
  page: LazyExoticComponent<ComponentType>;
  /** Fetches the page's script ahead of its being drawn. */
  load(): Promise<unknown>;
}

const found = import.meta.glob<{ default: ComponentType }>('../capabilities/*/ui/*-page.tsx');

const page = (
  path: string,
  module: string,
  en: string,
  zh: string,
  icon: IconName,
  roles: readonly Role[],
): PageEntry[] => {
  const load = found[`../capabilities/${module}`];
  return load ? [{ path, label: { en, zh }, icon, roles, page: lazy(load), load }] : [];
};

export const pages: PageEntry[] = [
  ...page('/', 'doorstep/ui/home-page.tsx', 'My household', '我的家', 'home', ['resident']),
  ...page('/field', 'visits/ui/field-page.tsx', 'Today', '今日任务', 'route', ['volunteer', 'grid']),
  ...page('/dispatch', 'rounds/ui/dispatch-page.tsx', 'Rounds', '排班', 'route', ['grid', 'supply', 'desk', 'officer']),
  ...page('/desk', 'desk/ui/desk-page.tsx', 'Requests', '诉求', 'phone', ['desk', 'officer', 'hq']),
  ...page('/desk/duties', 'duties/ui/duties-page.tsx', 'Duties', '责任', 'clock', [
    'desk',
    'grid',
    'officer',
    'investigator',
    'reviewer',
    'hq',
    'supply',
    'overseer',
    'admin',
  ]),
  ...page('/desk/visits', 'visits/ui/visits-page.tsx', 'Visits', '上门', 'route', ['desk', 'officer', 'hq', 'supply']),
  ...page('/desk/crew', 'crew/ui/crew-page.tsx', 'Crew', '队伍', 'persons', [
    'officer',
    'hq',
    'supply',
    'desk',
    'admin',
  ]),
  ...page('/desk/places', 'places/ui/places-page.tsx', 'Places', '地点', 'pin', ['admin', 'grid', 'officer']),
  ...page('/desk/same', 'people/ui/same-page.tsx', 'Entered twice?', '重复登记', 'persons', [
    'desk',
    'officer',
    'grid',
  ]),
  ...page('/desk/exclusions', 'desk/ui/exclusions-page.tsx', 'Left out', '考核剔除', 'edit', [
    'reviewer',
    'overseer',
    'officer',
    'hq',
    'desk',
  ]),
  ...page('/desk/entry', 'entry/ui/entry-page.tsx', 'Turned away', '被拒进出', 'out', [
    'desk',
    'grid',
    'officer',
    'reviewer',
    'overseer',
    'hq',
  ]),
  ...page('/cases', 'cases/ui/cases-page.tsx', 'Cases', '病例', 'persons', ['investigator', 'officer', 'hq']),
  ...page('/cases/contacts', 'contacts/ui/contacts-page.tsx', 'Contacts', '接触者', 'link', [
    'investigator',
    'officer',
    'grid',
  ]),
  ...page('/cases/laboratory', 'laboratory/ui/laboratory-page.tsx', 'Laboratory', '检验', 'inbox', [
    'investigator',
    'officer',
    'hq',
  ]),
  ...page('/cases/arrivals', 'arrivals/ui/arrivals-page.tsx', 'Arrivals', '来返申报', 'route', [
    'investigator',
    'officer',
    'grid',
    'desk',
  ]),
  ...page('/arrivals', 'arrivals/ui/arrivals-page.tsx', 'Arrivals', '来返申报', 'route', ['resident']),
  ...page('/signals', 'signals/ui/signals-page.tsx', 'Signals', '监测预警', 'alert', ['investigator', 'officer', 'hq']),
  ...page('/signals/alerts', 'warnings/ui/alerts-page.tsx', 'Alerts', '预警', 'alert', [
    'investigator',
    'officer',
    'hq',
  ]),
  ...page('/signals/clusters', 'transmission/ui/clusters-page.tsx', 'Clusters', '聚集', 'pin', [
    'investigator',
    'officer',
    'hq',
  ]),
  ...page('/signals/channels', 'coverage/ui/channels-page.tsx', 'Channels', '渠道', 'inbox', [
    'investigator',
    'officer',
    'hq',
    'admin',
  ]),
  ...page('/signals/gaps', 'coverage/ui/gaps-page.tsx', 'Gaps', '监测空白', 'eye', ['investigator', 'officer', 'hq']),
  ...page('/signals/transmission', 'transmission/ui/transmission-page.tsx', 'Transmission', '传播', 'link', [
    'investigator',
    'officer',
    'hq',
  ]),
  ...page('/orders', 'stays/ui/orders-page.tsx', 'Stays', '隔离令', 'lock', [
    'officer',
    'reviewer',
    'hq',
    'investigator',
  ]),
  ...page('/orders/zones', 'zones/ui/zones-page.tsx', 'Zones', '风险区', 'pin', ['officer', 'reviewer', 'hq']),
  ...page('/orders/appeals', 'stays/ui/appeals-page.tsx', 'Appeals', '申诉', 'edit', [
    'reviewer',
    'officer',
    'hq',
    'overseer',
  ]),
  ...page('/orders/editions', 'editions/ui/editions-page.tsx', 'Editions', '防控方案', 'clock', [
    'hq',
    'officer',
    'investigator',
    'reviewer',
    'overseer',
    'admin',
  ]),
  ...page('/command', 'situation/ui/command-page.tsx', 'Command', '指挥', 'wide', ['hq', 'officer', 'trainer']),
  ...page('/command/reserves', 'reserves/ui/reserves-page.tsx', 'Capacity', '能力储备', 'heart', [
    'hq',
    'officer',
    'supply',
    'trainer',
  ]),
  ...page('/command/floor', 'floors/ui/floor-page.tsx', 'Floor', '底线', 'alert', [
    'hq',
    'officer',
    'supply',
    'trainer',
  ]),
  ...page('/drills', 'drills/ui/drills-page.tsx', 'Drills', '演练', 'clock', ['trainer', 'hq']),
  ...page('/oversight', 'oversight/ui/oversight-page.tsx', 'Oversight', '监督', 'eye', ['overseer', 'reviewer']),
  ...page('/oversight/inspections', 'inspections/ui/inspections-page.tsx', 'Inspections', '监督检查', 'check', [
    'overseer',
    'officer',
    'hq',
  ]),
];
