import { DatabaseFault } from './fault.ts';

/** A data folder that lost a part. Tandem never repairs it by itself: a repair that loses commits must be a person's decision. */
export function torn(cluster: string, file: string, what: string): DatabaseFault {
  return new DatabaseFault(
    'database-torn',
    `${file} in ${cluster} ${what}. The data folder is damaged, and nothing was changed in it. Keep it: move it aside (mv ${cluster} ${cluster}.torn), start again to get an empty database, and restore the last backup into it.`,
  );
}

/** Turns what PostgreSQL wrote before it gave up into a fault, or undefined where it says nothing we know. */
export function explain(
  output: string,
  home: { path: string; cluster: string; log: string },
): DatabaseFault | undefined {
  const fatal = output
    .split('\n')
    .filter((line) => /\b(FATAL|PANIC|ERROR|DETAIL):|^initdb: error|^postgres: /.test(line));
  const text = fatal.join('\n');
  const seen = (pattern: RegExp): string | undefined => pattern.exec(text)?.[0];
  const last = (fatal.findLast((line) => !line.includes('DETAIL:')) ?? '').replace(/^.*?\b(FATAL|PANIC|ERROR):\s*/, '');

  if (seen(/No space left on device|Disk quota exceeded/)) {
    return new DatabaseFault(
      'database-disk-full',
      `no space is left for ${home.cluster} (${last}). Make room on that disk and start again: no committed data is lost.`,
    );
  }
  // PG_VERSION was compared before, so a control file that disagrees with it is damage.
  if (seen(/PG_CONTROL_VERSION/))
    return torn(home.cluster, 'global/pg_control', `cannot be used (PostgreSQL: ${last})`);
  if (seen(/database files are incompatible|initialized by PostgreSQL version/)) {
    return new DatabaseFault(
      'database-version',
      `${home.cluster} was written by another PostgreSQL (${last}). Start the Tandem that wrote it and export a backup there, or set DATABASE_URL.`,
    );
  }
  if (seen(/could not bind|Address already in use|could not create any TCP\/IP sockets/)) {
    return new DatabaseFault(
      'database-port-taken',
      `another program listens on the database's port (${last}). Choose another port, or none: the unix socket is enough.`,
    );
  }
  if (seen(/Cannot allocate memory|could not (create|map) (anonymous )?shared memory|out of memory/)) {
    return new DatabaseFault(
      'database-memory',
      `not enough memory for the database (${last}). Free about 300 MB and start again.`,
    );
  }
  if (seen(/Permission denied|has wrong ownership|invalid permissions/)) {
    return new DatabaseFault(
      'database-folder',
      `PostgreSQL may not use ${home.cluster} (${last}). Give the folder back to the user that runs it, with mode 0700.`,
    );
  }
  const damage = seen(
    /checkpoint record|control file|pg_control|checksum|invalid page|could not (open|read|access|find|locate)[^\n]*|not a valid data directory|unexpected page|corrupt|incorrect resource manager|redo[^\n]*|PANIC:[^\n]*/i,
  );
  if (damage) {
    const quoted = /"([^"]+)"/.exec(text)?.[1];
    const file =
      quoted ??
      (/checkpoint|redo|resource manager/i.test(text)
        ? 'pg_wal'
        : /control/i.test(text)
          ? 'global/pg_control'
          : 'a file');
    return torn(home.cluster, file.replace(`${home.cluster}/`, ''), `cannot be used (PostgreSQL: ${last})`);
  }
  return undefined;
}
