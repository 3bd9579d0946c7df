import type { City } from './city/city.ts';
import { KIND, ROLE } from './city/tables.ts';
import type { Model } from './model.ts';

/** People, pupils and workers by area of home; pupils and workers by area of the place. */
interface Heads {
  pupils: Float64Array;
  workers: Float64Array;
  pupilsAt: Float64Array;
  workersAt: Float64Array;
}

const counted = new WeakMap<City, Heads>();

function headsOf(city: City): Heads {
  const known = counted.get(city);
  if (known) return known;
  const areas = city.areaCodes.length;
  const heads: Heads = {
    pupils: new Float64Array(areas),
    workers: new Float64Array(areas),
    pupilsAt: new Float64Array(areas),
    workersAt: new Float64Array(areas),
  };
  for (let person = 0; person < city.people; person++) {
    const unit = city.unit[person]!;
    if (unit < 0) continue;
    const at = city.placeArea[city.unitPlace[unit]!]!;
    if (city.role[person] === ROLE.works) {
      heads.workers[city.area[person]!]!++;
      if (city.unitKind[unit] === KIND.work) heads.workersAt[at]!++;
    } else if (city.unitKind[unit] === KIND.school) {
      heads.pupils[city.area[person]!]!++;
      heads.pupilsAt[at]!++;
    }
  }
  counted.set(city, heads);
  return heads;
}

/** Levels of the day and what the measures take: days at home, school days and work days lost (the larger of the two reasons in an area). */
export function costsOfDay(m: Model): void {
  const { t, ledger, city } = m;
  const controls = m.controls[t]!;
  ledger.inWard[t] = m.inWard;
  ledger.inIntensive[t] = m.inIntensive;
  ledger.withoutBed[t] = m.waiting.size;
  ledger.isolated[t] = m.held.isolated;
  ledger.quarantined[t] = m.held.quarantined;
  ledger.inFacility[t] = m.held.facility;
  let home = 0;
  let school = m.held.pupils;
  let work = m.held.workers;
  let restricted = 0;
  if (controls.any) {
    const heads = headsOf(city);
    for (let area = 0; area < city.areaCodes.length; area++) {
      const stays = controls.home?.[area] ?? 0;
      const shutSchool = controls.shut.school?.[area] ?? 0;
      const shutWork = controls.shut.work?.[area] ?? 0;
      if (stays + shutSchool + shutWork > 0) restricted++;
      home += stays * (city.areaStart[area + 1]! - city.areaStart[area]!);
      school += Math.max(stays * heads.pupils[area]!, shutSchool * heads.pupilsAt[area]!);
      work += Math.max(stays * heads.workers[area]!, shutWork * heads.workersAt[area]!);
    }
  }
  const closed = m.unitClosedUntil;
  if (closed) {
    m.closedUnits = m.closedUnits.filter((unit) => closed[unit]! >= t);
    for (const unit of m.closedUnits) {
      const members = city.unitStart[unit + 1]! - city.unitStart[unit]!;
      if (city.unitKind[unit] === KIND.school) school += members;
      if (city.unitKind[unit] === KIND.work) work += members;
    }
    ledger.unitsClosed[t] = m.closedUnits.length;
  }
  ledger.homeDays[t] = Math.round(home);
  ledger.schoolDays[t] = Math.round(school);
  ledger.workDays[t] = Math.round(work);
  ledger.areasRestricted[t] = restricted;
}
