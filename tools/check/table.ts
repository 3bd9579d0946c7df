/** What a file is in the import rule of architecture: its row of the table, and whose it is. */
export interface Standing {
  zone: string;
  owner?: string;
}

const zones: [RegExp, string][] = [
  [/\.test\.tsx?$|^(tests|tools|bench)\/|^[^/]+$|(^|\/)vite[^/]*\.config\.ts$/, 'outside'],
  [/^(kernel|protocols|kit|cli)\//, '$1'],
  [/^engines\/([^/]+)\//, 'engine'],
  [/^capabilities\/needs\.ts$/, 'needs'],
  [/^capabilities\/([^/]+)\/ui\/index\.tsx?$/, 'ui-door'],
  [/^capabilities\/([^/]+)\/ui\//, 'ui'],
  [/^capabilities\/([^/]+)\/server\//, 'desk'],
  [/^capabilities\/([^/]+)\/index\.ts$/, 'door'],
  [/^capabilities\/([^/]+)\//, 'rules'],
  [/^adapters\/([^/]+)\/translate[^/]*$/, 'translation'],
  [/^adapters\/([^/]+)\/index\.ts$/, 'adapter-door'],
  [/^adapters\/([^/]+)\//, 'port'],
  [/^(server|web)\/(.+\/)?register\.tsx?$/, '$1-register'],
  [/^(server|web)\//, '$1'],
];

export function standing(path: string): Standing {
  for (const [pattern, zone] of zones) {
    const match = pattern.exec(path);
    if (!match) continue;
    return zone.startsWith('$1') ? { zone: `${match[1]}${zone.slice(2)}` } : { zone, owner: match[1] };
  }
  return { zone: 'unknown' };
}

/** Pure code has no Node, no DOM and only these packages. */
export const pureZones = ['kernel', 'protocols', 'engine', 'needs', 'door', 'rules', 'translation'];
export const webZones = ['kit', 'ui', 'ui-door', 'web', 'web-register'];
export const purePackages = ['zod', 'date-fns', '@date-fns/tz', '@noble/hashes', 'pinyin-pro'];

type Row = (to: Standing, same: boolean, needed: boolean) => boolean;
const oneOf =
  (...names: string[]): Row =>
  (to) =>
    names.includes(to.zone);
const own = (to: Standing, same: boolean) => same && (to.zone === 'rules' || to.zone === 'door');

/**
 * The rows: may a file of this zone import a file standing at `to`? `same`: of the same capability, engine or adapter;
 * `needed`: `to` belongs to a capability in the importer's needs-line.
 */
const rows: Record<string, Row> = {
  kernel: oneOf('kernel'),
  needs: () => false,
  protocols: oneOf('kernel', 'protocols'),
  engine: (to, same) => to.zone === 'kernel' || (to.zone === 'engine' && same),
  rules: (to, same, needed) =>
    ['kernel', 'protocols', 'engine'].includes(to.zone) || own(to, same) || (to.zone === 'door' && needed),
  translation: (to, same) => ['kernel', 'protocols', 'door'].includes(to.zone) || (to.zone === 'translation' && same),
  port: (to, same) =>
    ['kernel', 'door'].includes(to.zone) || (same && ['translation', 'port', 'adapter-door'].includes(to.zone)),
  kit: oneOf('kernel', 'kit'),
  ui: (to, same) =>
    ['kernel', 'kit', 'door', 'ui-door'].includes(to.zone) || own(to, same) || (to.zone === 'ui' && same),
  desk: (to, same, needed) =>
    to.zone === 'kernel' || own(to, same) || (to.zone === 'desk' && same) || (to.zone === 'door' && needed),
  server: oneOf('kernel', 'protocols', 'server', 'server-register'),
  web: oneOf('kernel', 'protocols', 'kit', 'web', 'web-register'),
  cli: oneOf('kernel', 'protocols', 'engine', 'server', 'server-register', 'adapter-door', 'cli'),
  outside: () => true,
  'server-register': oneOf(
    'kernel',
    'protocols',
    'server',
    'rules',
    'door',
    'desk',
    'translation',
    'adapter-door',
    'port',
  ),
  'web-register': oneOf('kernel', 'protocols', 'kit', 'web', 'rules', 'door', 'ui'),
};
const sameRow: Record<string, string> = { door: 'rules', 'ui-door': 'ui', 'adapter-door': 'port' };

/** May `from` import `to`? The answer is a reason when not. */
export function barred(from: string, to: string, needs: Record<string, string[]>): string | undefined {
  const a = standing(from);
  const b = standing(to);
  if (a.zone === 'outside') return undefined;
  if (b.zone === 'outside') return `nobody imports ${to.split('/')[0]}/ or a test`;
  const same = a.owner !== undefined && a.owner === b.owner;
  const needed = (needs[a.owner ?? ''] ?? []).includes(b.owner ?? '');
  const row = rows[sameRow[a.zone] ?? a.zone];
  if (!row) return `${from} stands in no row of the import table`;
  if (row(b, same, needed)) return undefined;
  if (b.zone === 'door') return `${a.owner ?? a.zone} does not list ${b.owner} in capabilities/needs.ts`;
  if (b.owner && ['rules', 'ui', 'desk'].includes(b.zone) && a.owner !== b.owner) {
    return `only capabilities/${b.owner}/index.ts is its door`;
  }
  return `${a.zone} may not import ${b.zone}`;
}
