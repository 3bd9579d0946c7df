import { files, isTest } from './files.ts';
import type { Finding } from './finding.ts';
import { at, isSyntax, parse, type Source, type Syntax, visit } from './source.ts';
import { pureZones, standing } from './table.ts';

const outsideWorld =
  /^(process|setTimeout|setInterval|setImmediate|queueMicrotask|fetch|console|crypto|performance|localStorage|sessionStorage|indexedDB|navigator|globalThis|require|Temporal)$/;
const localTime = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes)$|^getTimezoneOffset$/;

/** Rules are told the time and their chance: pure code reads no clock, draws no random number, knows no machine's zone. */
export async function run(root: string): Promise<Finding[]> {
  const pure = files(root).filter(
    (path) => path.endsWith('.ts') && !isTest(path) && pureZones.includes(standing(path).zone),
  );
  return pure.flatMap((path) => {
    const source = parse(root, path);
    const declared = declaredNames(source.program);
    const findings: Finding[] = [];
    visit(source.program, (node, above) => {
      const fault = impure(node, above.at(-1), source, declared);
      if (fault) findings.push({ where: at(source, node.start), what: `pure code uses ${fault[0]}`, fix: fault[1] });
    });
    return findings;
  });
}

function impure(
  node: Syntax,
  parent: Syntax | undefined,
  source: Source,
  declared: Set<string>,
): [string, string] | undefined {
  const told = 'Take it from `told` (now, chance) or as an argument.';
  if (node.type === 'MemberExpression') {
    const text = source.text.slice(node.start, node.end).replace(/\s/g, '');
    if (/^(Date\.now|Math\.random)$/.test(text)) return [text, told];
    const property = nameOf(node['property']);
    if (property.startsWith('toLocale')) return [property, 'It reads the machine: use kernel/time or plain digits.'];
    if (localTime.test(property)) return [property, "It reads the machine's zone: use getUTC... or kernel/time."];
  }
  if ((node.type === 'NewExpression' || node.type === 'CallExpression') && nameOf(node['callee']) === 'Date') {
    const count = (node['arguments'] as unknown[]).length;
    if (count === 0 || node.type === 'CallExpression') return ['the clock through Date()', told];
    if (count > 1) return ['Date(year, month, ...)', "It reads the machine's zone: use Date.UTC or kernel/time."];
  }
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const callee = isSyntax(node['callee']) ? source.text.slice(node['callee'].start, node['callee'].end) : '';
    const [, options] = node['arguments'] as (Syntax | undefined)[];
    const text = options ? source.text.slice(options.start, options.end) : '';
    const zoned = options?.type === 'ObjectExpression' ? /\btimeZone\b|\.\.\./.test(text) : options !== undefined;
    if (callee === 'Intl.DateTimeFormat' && !zoned)
      return ['Intl.DateTimeFormat without timeZone', 'Name the zone you are told.'];
  }
  if (
    node.type === 'Identifier' &&
    outsideWorld.test(nameOf(node)) &&
    !declared.has(nameOf(node)) &&
    isReference(node, parent)
  ) {
    return [nameOf(node), 'I/O belongs in server/, cli/, web/ or a port.'];
  }
  return undefined;
}

const nameOf = (node: unknown): string =>
  isSyntax(node) && typeof node['name'] === 'string' ? node['name'] : isSyntax(node) ? String(node['value'] ?? '') : '';

/** Not a property's name, a key, or a word inside a type. */
function isReference(node: Syntax, parent: Syntax | undefined): boolean {
  if (!parent || parent.type.startsWith('TS')) return false;
  if (parent.type === 'MemberExpression') return parent['object'] === node || parent['computed'] === true;
  const keyed = ['Property', 'PropertyDefinition', 'MethodDefinition', 'AccessorProperty'].includes(parent.type);
  return !(keyed && parent['key'] === node && parent['value'] !== node);
}

/** Every name the file declares or takes as a parameter, wherever: a coarse scope, enough to leave `process` as an argument alone. */
function declaredNames(program: Syntax): Set<string> {
  const names = new Set<string>();
  const take = (pattern: unknown): void => {
    if (!isSyntax(pattern)) return;
    visit(pattern, (node) => {
      if (node.type === 'Identifier') names.add(nameOf(node));
    });
  };
  visit(program, (node) => {
    if (node.type === 'VariableDeclarator' || /^(Function|Class)(Declaration)?$/.test(node.type)) take(node['id']);
    if (node.type.startsWith('Import') && node.type.endsWith('Specifier')) take(node['local']);
    if (Array.isArray(node['params'])) for (const param of node['params']) take(leftOf(param));
  });
  return names;
}

const leftOf = (param: unknown): unknown =>
  isSyntax(param) && param.type === 'AssignmentPattern' ? param['left'] : param;
