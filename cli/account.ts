import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Org, ROLES, type Role } from '../kernel/actor.ts';
import { isPlacePath, LEVELS, type Level } from '../kernel/place.ts';
import { createAccounts } from '../server/accounts.ts';
import { openCityOf } from './city.ts';
import { type Io, UsageError } from './io.ts';

const HELP = `Usage: npx tandem account list
       npx tandem account add <id> --name "Li Na" --org "Futian CDC" --kind cdc --level district --grant investigator@cn.44.03.04 [--home /cases]
The password is read from TANDEM_PASSWORD or asked for. --grant may be repeated.`;

/** `tandem account`: who may sign in, in which role, over which area. */
export async function accountCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      org: { type: 'string' },
      kind: { type: 'string' },
      level: { type: 'string' },
      home: { type: 'string' },
      grant: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const [what, id] = positionals;
  const opened = await openCityOf(io);
  try {
    const accounts = createAccounts(opened.city.pools.writer);
    if (what === 'list') {
      for (const account of await accounts.list())
        io.out(
          `${account.id}\t${account.name}\t${account.org.name}\t${account.grants.map((grant) => `${grant.role}@${grant.area}`).join(' ')}`,
        );
      return 0;
    }
    if (what !== 'add' || !id || !values.name || !values.org || !values.grant)
      throw new UsageError('account add needs an id, --name, --org and at least one --grant role@area.');
    if (!/^[\w.-]{1,60}$/.test(id))
      throw new UsageError(`account-id-malformed: ${id}. Use letters, digits, dot, dash.`);
    const level = (values.level ?? 'community') as Level;
    if (!LEVELS.includes(level)) throw new UsageError(`level-unknown: ${level}. One of ${LEVELS.join(', ')}.`);
    const org: Org = {
      id: values.org.toLowerCase().replaceAll(/\W+/g, '-'),
      name: values.org,
      level,
      kind: (values.kind ?? 'government') as Org['kind'],
    };
    const password = process.env['TANDEM_PASSWORD'] ?? (await ask(io));
    if (password.length < 10) throw new UsageError('password-short: use at least ten characters.');
    await accounts.save(
      { id, name: values.name, org, grants: values.grant.map(readGrant), home: values.home ?? '/' },
      password,
    );
    io.out(`${id} may sign in.`);
    return 0;
  } finally {
    await opened.stop();
  }
}

function readGrant(text: string): { role: Role; area: string } {
  const [role = '', area = ''] = text.split('@');
  if (!(ROLES as readonly string[]).includes(role) || role === 'system')
    throw new UsageError(`role-unknown: ${role}. One of ${ROLES.filter((item) => item !== 'system').join(', ')}.`);
  if (!isPlacePath(area)) throw new UsageError(`area-malformed: ${area}. Write a place path such as cn.44.03.04.`);
  return { role: role as Role, area };
}

async function ask(io: Io): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  io.err('Password:');
  for await (const line of lines) return line;
  return '';
}
