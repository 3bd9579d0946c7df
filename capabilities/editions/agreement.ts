import type { Decision, Told } from '../../kernel/capability.ts';
import { isWithin } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import type { InForce } from '../../protocols/in-force.ts';
import { edition, settingOn } from '../../protocols/read.ts';
import type * as model from './model.ts';

/** An organisation agrees to a switch before it is made; a repeat changes nothing. */
export function agree(_state: unknown, input: model.AgreeToSwitch, told: Told): Decision {
  const book = edition((told.protocol as InForce).library, input.edition);
  if (isRefusal(book)) return book;
  if (book.disease !== input.disease)
    return refuse('edition-of-other-disease', input.edition, {
      en: `${input.edition} is for ${book.disease}, not for ${input.disease}.`,
      zh: `${input.edition} 适用于 ${book.disease}，不适用于 ${input.disease}。`,
    });
  const { id, name, org } = told.actor;
  const agreement: model.Agreement = { ...input, by: { id, name, org: { id: org.id, name: org.name } }, at: told.now };
  return [{ type: 'editions.SwitchAgreed', edition: input.edition, data: agreement }];
}

/** Who else stands behind the switch; or why it is one organisation's alone (SG8). */
export function agreedBy(
  input: model.ActivateEdition,
  given: readonly model.Agreement[],
  told: Told,
): model.Agreement[] | Refusal {
  const wanted = settingOn((told.protocol as InForce).library, 'edition.activate.organisations', told.today);
  if (isRefusal(wanted)) return wanted;
  const others = given.filter(
    (each) =>
      each.edition === input.edition &&
      each.from <= input.from &&
      isWithin(input.area, each.area) &&
      each.by.org.id !== told.actor.org.id,
  );
  const organisations = 1 + new Set(others.map((each) => each.by.org.id)).size;
  return organisations >= Number(wanted.value)
    ? others
    : refuse('second-organisation-missing', input.edition, {
        en: `A switch of edition takes ${wanted.value} organisations (${wanted.clause}); behind this one stands ${organisations}. Ask the CDC or another office to agree first.`,
        zh: `切换方案须有 ${wanted.value} 个单位同意（${wanted.clause}），目前仅 ${organisations} 个，请疾控机构或其他单位先行同意。`,
      });
}
