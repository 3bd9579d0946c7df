import type { Words } from '../../kernel/refusal.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addHours, type Day, type Instant } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';

const STEP = 'playbook.step.';

/** The steps of the first case on a day, from `playbook.step.*`; a subject's own (`playbook.<subject>.step.*`) replaces or adds. */
export function playbook(
  library: ProtocolLibrary,
  subject: string,
  day: Day,
  from: Instant,
): { action: string; names: Words; dueAt: Instant }[] {
  const own = `playbook.${subject}.step.`;
  const names = Object.keys(library.settings);
  const actions = [
    ...new Set(
      [STEP, own].flatMap((prefix) =>
        names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
      ),
    ),
  ];
  return actions.flatMap((action) => {
    const special = settingOn(library, own + action, day);
    const step = isRefusal(special) ? settingOn(library, STEP + action, day) : special;
    return isRefusal(step) ? [] : [{ action, names: step.names, dueAt: addHours(from, Number(step.value)) }];
  });
}
