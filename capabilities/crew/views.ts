import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import { addHours } from '../../kernel/time.ts';
import type { Fit } from './fitness.ts';
import type * as model from './model.ts';

/** A member as rosters and rules see it; `id` is the account. */
export interface MemberRow extends Row, Fit {
  account: string;
  org: string;
  phone: string;
  languages: string[];
  /** Households now, own and covered, of at most `cap`. */
  caseload: number;
  cap: number;
  shiftSince: Instant | null;
  overHours: boolean;
}

const everyDesk = {
  grid: 'area',
  desk: 'area',
  officer: 'area',
  // Who orders a stay names its carer.
  investigator: 'area',
  hq: 'area',
  supply: 'area',
  admin: 'area',
  volunteer: { mine: 'account' },
} as const;
const KEPT_HOURS = 7 * 24;

const change = (then: (row: MemberRow, data: any, event: Event) => MemberRow) => ({
  key: (event: Event) => event.data.member as string,
  fold: (row: MemberRow | undefined, event: Event) => row && then(row, event.data, event),
});

export const members: View<MemberRow> = {
  columns: {
    account: 'text',
    kind: 'text',
    org: 'text',
    onShift: 'boolean',
    caseload: 'number',
    cap: 'number',
    skills: 'texts',
    languages: 'texts',
    left: 'boolean',
    shiftEndsAt: 'instant',
    restUntil: 'instant',
    absentUntil: 'instant',
    overHours: 'boolean',
  },
  reads: everyDesk,
  search: (row) => `${row.name} ${row.id} ${row.phone.slice(-4)} ${row.skills.join(' ')}`.toLowerCase(),
  order: 'id',
  on: {
    'crew.MemberRegistered': {
      key: (event) => event.data.id,
      fold: (_row, event): MemberRow => {
        const { id, name, kind, org, area, phone, skills, licences, trainings, languages, insuredUntil, cap } =
          event.data as model.CrewEvents['crew.MemberRegistered'];
        return {
          id,
          area,
          account: id,
          name,
          kind,
          org,
          phone,
          skills,
          licences,
          trainings,
          languages,
          insuredUntil: insuredUntil ?? null,
          caseload: 0,
          cap,
          left: false,
          onShift: false,
          shiftSince: null,
          shiftEndsAt: null,
          restUntil: null,
          absentFrom: null,
          absentUntil: null,
          shifts: [],
          overHours: false,
        };
      },
    },
    'crew.MemberUpdated': change((row, { changes: { maxHouseholds: _own, ...changes }, cap }) => ({
      ...row,
      ...changes,
      cap,
    })),
    'crew.TrainingRecorded': change((row, { course, on, expires }) => ({
      ...row,
      trainings: [...row.trainings.filter((each) => each.course !== course), { course, on, expires }],
    })),
    'crew.HouseholdAssigned': change((row) => ({ ...row, caseload: row.caseload + 1 })),
    'crew.HouseholdReleased': change((row) => ({ ...row, caseload: row.caseload - 1 })),
    'crew.StandInStarted': change((row, data) => ({ ...row, caseload: row.caseload + data.households.length })),
    'crew.StandInEnded': change((row, data) => ({ ...row, caseload: row.caseload - data.households.length })),
    'crew.ShiftStarted': change((row, data) => ({
      ...row,
      onShift: true,
      shiftSince: data.at,
      shiftEndsAt: data.limitAt,
      restUntil: null,
      overHours: false,
    })),
    'crew.ShiftEnded': change((row, data) => ({
      ...row,
      onShift: false,
      shiftSince: null,
      shiftEndsAt: null,
      restUntil: data.restUntil,
      overHours: false,
      shifts: [
        ...row.shifts.filter((each) => each.to > addHours(data.at, -KEPT_HOURS)),
        { from: data.startedAt, to: data.at },
      ],
    })),
    'crew.OverHoursFlagged': change((row) => ({ ...row, overHours: true })),
    'crew.MemberAbsent': change((row, data) => ({ ...row, absentFrom: data.from, absentUntil: data.until })),
    'crew.MemberReturned': change((row) => ({ ...row, absentFrom: null, absentUntil: null })),
    'crew.MemberLeft': change((row) => ({ ...row, left: true, onShift: false, shiftEndsAt: null })),
  },
};

/** Who a household calls; `id` is the household. `member`, `name` and `phone` are whoever answers now. */
export interface CarerRow extends Row, model.Named {
  /** Whose household it is, also while somebody stands in. */
  assigned: model.Named;
  assignedTo: string;
  standIn: string | null;
  since: Instant;
  absentUntil: Instant | null;
  /** Its carer is absent and nobody stands in. */
  uncovered: boolean;
}

const household = (event: Event): string => event.data.household;
const theirs = (event: Event): string[] => event.data.households;

const cover = (row: CarerRow): CarerRow => ({ ...row, uncovered: row.absentUntil !== null && row.standIn === null });

export const carers: View<CarerRow> = {
  columns: { member: 'text', assignedTo: 'text', standIn: 'text', absentUntil: 'instant', uncovered: 'boolean' },
  reads: {
    resident: 'area',
    volunteer: { mine: 'member' },
    grid: 'area',
    desk: 'area',
    officer: 'area',
    hq: 'area',
    supply: 'area',
    admin: 'area',
  },
  order: 'id',
  on: {
    'crew.HouseholdAssigned': {
      key: household,
      fold: (_row, event): CarerRow => {
        const { member, name, phone } = event.data as model.Named;
        return {
          id: household(event),
          area: household(event),
          member,
          name,
          phone,
          assigned: { member, name, phone },
          assignedTo: member,
          standIn: null,
          since: event.happenedAt,
          absentUntil: null,
          uncovered: false,
        };
      },
    },
    'crew.HouseholdReleased': {
      key: household,
      fold: (row, event) => (row?.assignedTo === event.data.member ? null : undefined),
    },
    'crew.MemberUpdated': {
      key: theirs,
      fold: (row, event) => {
        const {
          changes: { phone },
          member,
        } = event.data as model.UpdateMember;
        if (!row || !phone) return undefined;
        const assigned = row.assignedTo === member ? { ...row.assigned, phone } : row.assigned;
        return { ...row, assigned, phone: row.member === member ? phone : row.phone };
      },
    },
    'crew.MemberAbsent': { key: theirs, fold: (row, event) => row && cover({ ...row, absentUntil: event.data.until }) },
    'crew.MemberReturned': { key: theirs, fold: (row) => row && cover({ ...row, absentUntil: null }) },
    'crew.StandInStarted': {
      key: theirs,
      fold: (row, event) =>
        row &&
        cover({
          ...row,
          member: event.data.member,
          name: event.data.name,
          phone: event.data.phone,
          standIn: event.data.id,
        }),
    },
    'crew.StandInEnded': {
      key: theirs,
      fold: (row, event) =>
        row && row.standIn === event.data.id ? cover({ ...row, ...row.assigned, standIn: null }) : undefined,
    },
  },
};

/** A running stand-in; removed when it ends. */
export interface StandInRow extends Row {
  standIn: string;
  member: string;
  absent: string;
  households: string[];
  until: Instant;
}
const standInKey = (event: Event): string => `${event.data.member}~${event.data.id}`;

export const standIns: View<StandInRow> = {
  columns: { member: 'text', absent: 'text', until: 'instant' },
  reads: { grid: 'area', desk: 'area', officer: 'area', hq: 'area', admin: 'area', volunteer: { mine: 'member' } },
  order: 'until',
  on: {
    'crew.StandInStarted': {
      key: standInKey,
      fold: (_row, { area, data }): StandInRow => ({
        id: `${data.member}~${data.id}`,
        area,
        standIn: data.id,
        member: data.member,
        absent: data.for,
        households: data.households,
        until: data.until,
      }),
    },
    'crew.StandInEnded': { key: standInKey, fold: () => null },
  },
};

/** Households nobody has taken on; the row goes as soon as somebody has. */
export interface UnassignedRow extends Row {
  kind: string;
  size: number;
  vulnerable: boolean;
  languages: string[];
}

export const unassigned: View<UnassignedRow> = {
  columns: { kind: 'text', size: 'number', vulnerable: 'boolean' },
  reads: { grid: 'area', desk: 'area', officer: 'area', hq: 'area', admin: 'area' },
  order: 'id',
  on: {
    'people.HouseholdRegistered': {
      key: (event) => event.data.path,
      fold: (row, event) => row ?? blank(event.data.path, event.data),
    },
    'people.HouseholdClosed': { key: (event) => event.data.path, fold: () => null },
    'crew.HouseholdAssigned': { key: household, fold: () => null },
    'crew.HouseholdReleased': { key: household, fold: (_row, event) => blank(household(event)) },
  },
};

function blank(
  path: string,
  from?: { kind: string; members: { groups: string[] }[]; languages?: string[] },
): UnassignedRow {
  return {
    id: path,
    area: path,
    kind: from?.kind ?? 'home',
    size: from?.members.length ?? 0,
    vulnerable: from?.members.some((each) => each.groups.length > 0) ?? false,
    languages: from?.languages ?? [],
  };
}
