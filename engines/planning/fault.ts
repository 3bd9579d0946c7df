/** A problem that cannot be planned as stated: `stable-id: what was refused, the value, what to do`. */
export class PlanningFault extends Error {
  readonly id: string;
  constructor(id: string, what: string) {
    super(`${id}: ${what}`);
    this.name = 'PlanningFault';
    this.id = id;
  }
}

/** A share between 0 and 1, both included. */
export function share(id: string, name: string, value: number): number {
  if (!(value >= 0 && value <= 1)) throw new PlanningFault(id, `${name} is ${value}. Give a share between 0 and 1.`);
  return value;
}

/** A finite number that is not negative. */
export function amount(id: string, name: string, value: number): number {
  if (!(value >= 0 && Number.isFinite(value)))
    throw new PlanningFault(id, `${name} is ${value}. Give a number of at least 0.`);
  return value;
}

/** A finite number above zero. */
export function positive(id: string, name: string, value: number): number {
  if (!(value > 0 && Number.isFinite(value)))
    throw new PlanningFault(id, `${name} is ${value}. Give a number above 0.`);
  return value;
}

/** A whole number between two bounds, both included. */
export function whole(id: string, name: string, value: number, least: number, most: number): number {
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new PlanningFault(id, `${name} is ${value}. Give a whole number from ${least} to ${most}.`);
  return value;
}
