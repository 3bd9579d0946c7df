import type { Account, Actor, Purpose } from '../../kernel/actor.ts';
import { ancestorAt, isPlacePath, type PlacePath } from '../../kernel/place.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { CommandCall } from '../../kernel/run.ts';
import type { NoteRefusal, Person, TraceRead } from './model.ts';

type SystemCall = Omit<CommandCall, 'id'>;

/** The command that traces a read of personal data; `by` as the reader signed in. */
export function traceCall(read: {
  by: Actor;
  view: string;
  purpose: Purpose;
  subjects: readonly string[];
}): SystemCall {
  const { by, view, purpose, subjects } = read;
  return {
    command: 'oversight.TraceRead',
    input: { by: personOf(by, by.role), purpose, view, subjects: [...new Set(subjects)] } satisfies TraceRead,
    purpose: 'oversight',
  };
}

/** Commands that restrict people or say how they are restricted: whoever is refused here tried to. */
const RESTRICTING = /^(stays|zones|editions)\./;
/** Relief and appeals are never held against anybody. */
const RELIEVING = /\.(FileAppeal|LiftStay|EndZone|LiftZone|OpenGate|RecordTest|WithdrawLocalRule)$/;
/** No such power, or a purpose Tandem does not serve: noted whatever the command. */
const ALWAYS = ['purpose-refused', 'no-such-power', 'command-unknown'];
const NO_POWER = ['not-permitted', 'input-invalid', 'reviewer-not-independent', 'place-stricter', 'child-alone'];
const NO_GROUND =
  /^(evidence|authority|measure)-|^(stay|zone)-without|^class-requires-nothing$|^level-unused$|^exit-|^value-own-signature$/;

/**
 * The command that notes a refusal an overseer ought to know of: restricting without power, without evidence, for another
 * purpose. Undefined for all others. What it records holds no personal data: places are cut to the community.
 */
export function noteCall(
  call: Pick<CommandCall, 'command' | 'input'>,
  by: Account | Actor,
  refusal: Refusal,
  _now?: string,
): SystemCall | undefined {
  const role = 'grants' in by ? by.grants[0]?.role : by.role;
  // Tandem's own commands are refused when the city has moved on; that is no attempt of anybody.
  if (!role || role === 'system' || !worthNoting(call.command, refusal)) return undefined;
  const home = 'grants' in by ? (by.grants[0]?.area ?? 'cn') : by.area;
  const input: NoteRefusal = {
    by: personOf(by, role),
    command: call.command,
    refused: refusal.refused,
    value: summaryOf(refusal),
    area: targetOf(call.input) ?? coarse(home),
  };
  return { command: 'oversight.NoteRefusal', input, purpose: 'oversight' };
}

export function worthNoting(command: string, { refused, because }: Refusal): boolean {
  if (ALWAYS.includes(refused)) return true;
  if (!RESTRICTING.test(command) || RELIEVING.test(command)) return false;
  return (
    NO_POWER.includes(refused) ||
    NO_GROUND.test(refused) ||
    (because ?? []).some((item) => NO_POWER.includes(item.refused) || NO_GROUND.test(item.refused))
  );
}

const personOf = (by: Account | Actor, role: Person['role']): Person => ({
  id: by.id,
  name: by.name,
  role,
  org: { id: by.org.id, name: by.org.name },
});
const coarse = (path: PlacePath): PlacePath => ancestorAt(path, 'community') ?? path;

function targetOf(input: unknown): PlacePath | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const { household, person, area, path, place } = input as Record<string, unknown>;
  const found = [household, person, area, path, place].find(
    (value): value is string => typeof value === 'string' && value.startsWith('cn') && isPlacePath(value),
  );
  return found && coarse(found);
}

/** Reasons by their ids; words only where the value is a purpose, because that is what the inspector asks about. */
function summaryOf({ refused, value, because }: Refusal): string {
  if (because?.length)
    return because
      .map((item) => item.refused)
      .join(', ')
      .slice(0, 200);
  if (refused === 'purpose-refused' && typeof value === 'string') return value.replace(/\d/g, '#').slice(0, 40);
  if (typeof value === 'string' && value.startsWith('cn.') && isPlacePath(value)) return coarse(value);
  if (typeof value === 'string' && /^[a-z]+\.[A-Za-z]+$/.test(value)) return value.slice(0, 80);
  return Array.isArray(value) ? `${value.length}` : '';
}
