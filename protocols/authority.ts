import type { Org } from '../kernel/actor.ts';
import type { Level } from '../kernel/place.ts';
import { LEVELS } from '../kernel/place.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { refuse } from '../kernel/refusal.ts';
import { citation } from './citation.ts';
import { BODY_NAMES, UNIT_NAMES } from './names.ts';
import type { DiseaseClass } from './schema.ts';
import type { AuthorityMatrix, AuthorityRow, Carry, Citations } from './schema-law.ts';

export interface Issuer {
  level: Level;
  /** government, cdc, hospital, committee, firm...: kernel/actor.ts `Org['kind']`. */
  kind: string;
}

export interface Circumstances {
  /** A provisional class A decision (Art. 65) is in force for the disease. */
  provisionalA?: boolean;
  /** The level above has approved. */
  approvedAbove?: boolean;
  /** Names of laws, so that a refusal cites its article in the reader's language. */
  citations?: Citations;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The row of a measure. */
export function measureRow(matrix: AuthorityMatrix, measure: string): AuthorityRow | Refusal {
  const row = matrix.find((each) => each.measure === measure);
  return (
    row ??
    refuse('measure-unknown', measure, {
      en: `"${measure}" is no measure of the law. Known: ${matrix.map((each) => each.measure).join(', ')}.`,
      zh: `“${measure}”不是法定措施。现有：${matrix.map((each) => each.measure).join(', ')}。`,
    })
  );
}

/** The row when this issuer may decide this measure for this class of disease; else why not, with the article. */
export function mayDecide(
  matrix: AuthorityMatrix,
  measure: string,
  issuer: Issuer,
  diseaseClass: DiseaseClass,
  circumstances: Circumstances = {},
): AuthorityRow | Refusal {
  const row = measureRow(matrix, measure);
  if ('refused' in row) return row;
  const { citations } = circumstances;
  const article = citations ? citation(citations, row.article) : { en: row.article, zh: row.article };
  const byClass = row.classes.includes(diseaseClass) || (row.provisional && circumstances.provisionalA === true);
  if (!byClass) {
    return refuse('measure-wrong-class', diseaseClass, {
      en: `${capital(row.names.en)} exists for class ${row.classes.join(', ')}, not ${diseaseClass} (${article.en}). Choose a lesser measure${row.provisional ? ', or obtain a provisional class A decision' : ''}.`,
      zh: `${row.names.zh}仅适用于 ${row.classes.join('、')} 类，不适用于 ${diseaseClass} 类（${article.zh}）。请选择较轻措施${row.provisional ? ',或依法取得暂按甲类管理的决定' : ''}。`,
    });
  }
  const byLevel =
    row.atLeast !== undefined &&
    issuer.kind === 'government' &&
    LEVELS.indexOf(issuer.level) <= LEVELS.indexOf(row.atLeast);
  if (!byLevel && !row.bodies.includes(issuer.kind)) {
    const { atLeast } = row;
    const level = atLeast === undefined ? undefined : UNIT_NAMES[atLeast];
    const named = (kind: string) => BODY_NAMES[kind as Org['kind']] ?? { zh: kind, en: kind };
    const bodies = row.bodies.map(named);
    const who = [level && `a ${level.en} government or one above it`, ...bodies.map(({ en }) => `a ${en}`)]
      .filter((each) => each !== undefined)
      .join(' or ');
    const whoZh = [level && `${level.zh}级以上人民政府`, ...bodies.map(({ zh }) => zh)]
      .filter((each) => each !== undefined)
      .join('、');
    const asker = { level: UNIT_NAMES[issuer.level], body: named(issuer.kind) };
    return refuse('measure-no-authority', issuer, {
      en: `A ${asker.level.en} ${asker.body.en} may not decide: ${row.names.en} (${article.en}). Ask ${who}.`,
      zh: `${asker.level.zh}级${asker.body.zh}无权决定${row.names.zh}（${article.zh}），请报${whoZh}。`,
    });
  }
  if (row.approvalAbove && circumstances.approvedAbove !== true) {
    return refuse('measure-needs-approval', issuer, {
      en: `${capital(row.names.en)} needs the approval of the level above first (${article.en}).`,
      zh: `${row.names.zh}须先经上一级批准（${article.zh}）。`,
    });
  }
  return row;
}

/** What an order of this measure lacks before it may be published. */
export const lacks = (row: AuthorityRow, carries: readonly Carry[]): Carry[] =>
  row.mustCarry.filter((each) => !carries.includes(each));
