import { files, isTest, read } from './files.ts';
import type { Finding } from './finding.ts';
import { at, explained, isSyntax, parse, type Source, type Syntax, texts, visit } from './source.ts';
import { pureZones, standing } from './table.ts';

const article = /\bArt(?:icle|\.)\s*\d+|第[〇零一二三四五六七八九十百千\d]+条/;
const measure = /^(?:.*[a-z])?(days?|hours?|minutes?|weeks?|threshold)$/i;
const adder = /^(add|sub|plus|minus)?(Days|Hours|Minutes|Weeks)$/;

/** Disease names, legal articles, numbers of days and thresholds are dated protocol data, not TypeScript. */
export async function run(root: string): Promise<Finding[]> {
  const all = files(root);
  const diseases = diseasePattern(all);
  const code = all.filter((path) => {
    const outside = isTest(path) || /^(protocols|tests|tools|cli\/demo|cli\/bench)\//.test(path) || !path.includes('/');
    return /\.tsx?$/.test(path) && !outside && read(root, path) !== '';
  });
  return code.flatMap((path) => {
    const source = parse(root, path);
    const decides = path.startsWith('capabilities/') && pureZones.includes(standing(path).zone);
    return [...wordFaults(source, diseases), ...(decides ? numberFaults(source) : [])];
  });
}

/** From the names under protocols/diseases: `covid-19.yaml` and `covid-19/` both bar covid-19, covid 19 and covid19. */
function diseasePattern(all: string[]): RegExp | undefined {
  const names = new Set<string>();
  for (const path of all) {
    const [, name] = /^protocols\/diseases\/([^/.]+)/.exec(path) ?? [];
    if (name && !/^(_|unknown|schema|README|index|read)/i.test(name)) names.add(name.split(/[-_]/).join('[-_ ]?'));
  }
  return names.size > 0 ? new RegExp(`(?<![a-z])(${[...names].join('|')})(?![a-z])`, 'i') : undefined;
}

function wordFaults(source: Source, diseases: RegExp | undefined): Finding[] {
  const fix = 'Read it from the protocol in force (protocols/), which carries date and source.';
  const found: Finding[] = [];
  const look = (value: string, start: number): void => {
    const [disease] = diseases?.exec(value) ?? [];
    if (disease) found.push({ where: at(source, start), what: `names the disease "${disease}"`, fix });
    const [law] = article.exec(value) ?? [];
    if (law) found.push({ where: at(source, start), what: `cites the law: "${law}"`, fix });
  };
  for (const text of texts(source)) look(text.value, text.start);
  visit(source.program, (node) => {
    // isMeasles -> is Measles
    if (node.type === 'Identifier') look(String(node['name']).replace(/([a-z])([A-Z])/g, '$1 $2'), node.start);
  });
  return found;
}

function numberFaults(source: Source): Finding[] {
  const found: Finding[] = [];
  const report = (node: Syntax, name: string, value: number): void => {
    if (explained(source, node.start, 'not a rule')) return;
    const fix = 'Read it from the protocol in force; where it is no rule at all, say so: // not a rule: <why>.';
    found.push({ where: at(source, node.start), what: `decides ${name} = ${value} in TypeScript`, fix });
  };
  visit(source.program, (node) => {
    const [name, value] = named(node);
    if (measure.test(name) && value > 1) report(node, name, value);
    if (node.type === 'CallExpression' && adder.test(wordOf(node['callee']))) {
      for (const argument of node['arguments'] as Syntax[]) {
        const amount = numberOf(argument);
        if (Math.abs(amount) > 1) report(node, wordOf(node['callee']), amount);
      }
    }
  });
  return found;
}

/** `const maxDays = 7`, `{ days: 7 }`: the name and the number given to it. */
function named(node: Syntax): [string, number] {
  if (node.type === 'VariableDeclarator') return [wordOf(node['id']), numberOf(node['init'])];
  if (node.type === 'Property') return [wordOf(node['key']), numberOf(node['value'])];
  return ['', 0];
}

function numberOf(node: unknown): number {
  if (!isSyntax(node)) return 0;
  if (node.type === 'UnaryExpression' && node['operator'] === '-') return -numberOf(node['argument']);
  return node.type === 'Literal' && typeof node['value'] === 'number' ? node['value'] : 0;
}

function wordOf(node: unknown): string {
  if (!isSyntax(node)) return '';
  if (node.type === 'MemberExpression') return wordOf(node['property']);
  return String(node['name'] ?? '');
}
