#!/bin/sh
# The system's PostgreSQL (Debian: 15) on a private, temporary cluster: proves our SQL on the oldest version we promise.
#   .ci/postgres.sh run COMMAND...   start, run with TANDEM_TEST_DATABASE_URL set, always stop; exit code of COMMAND
#   .ci/postgres.sh start            print the address; stop later
#   .ci/postgres.sh stop             stop it and remove its data
#   .ci/postgres.sh have             exit 0 when the programs are installed (or root can install them with apt-get: `start` does)
# TANDEM_PG_DURABLE=1 leaves its settings as installed: what `npm run bench` is measured on.
# TANDEM_PG_DIR names its folder, so that several can run at once (start and stop must agree on it).
set -eu

say() { echo "postgres.sh: $*" >&2; }

# The oldest version installed, from 15 on.
bin() {
  for found in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -V); do
    version=$(echo "$found" | grep -o '[0-9][0-9]*' | head -1)
    [ "$version" -ge 15 ] && [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ] && { echo "$found"; return 0; }
  done
  return 1
}

install() {
  bin >/dev/null && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "postgres-missing: no PostgreSQL 15 or newer in /usr/lib/postgresql. Install the package postgresql, or leave these tests to the embedded server."
    exit 3
  fi
  say "installing PostgreSQL"
  # Debian would otherwise start a server of its own on port 5432.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Options::=--force-confold postgresql; } >&2
}

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups env -u PGHOST -u PGPORT HOME=/tmp LC_ALL=C.UTF-8 "$@"; else LC_ALL=C.UTF-8 "$@"; fi
}

# Tests need not survive a power cut; a benchmark must pay for it as a city does.
careless="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
[ -z "${TANDEM_PG_DURABLE:-}" ] || careless=

dir=${TANDEM_PG_DIR:-/tmp/tandem-postgres-$(id -u)}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

stop() {
  [ -d "$dir" ] || return 0
  [ ! -e "$dir/data/postmaster.pid" ] || as_server "$(bin)/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  # Only a folder that we made.
  [ ! -e "$dir/made-by-tandem" ] || rm -rf "$dir"
}

start() {
  install
  stop
  if ! mkdir "$dir"; then say "postgres-folder: $dir exists and is not ours. Set TANDEM_PG_DIR to another path."; exit 1; fi
  touch "$dir/made-by-tandem"
  chmod 711 "$dir"
  mkdir -m 700 "$dir/data"
  secret=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077; printf %s "$secret" > "$dir/secret"); touch "$dir/log"; chmod 600 "$dir/log"
  [ "$(id -u)" != 0 ] || chown postgres: "$dir/data" "$dir/secret" "$dir/log"
  if ! as_server "$(bin)/initdb" -D "$dir/data" -U postgres -A scram-sha-256 --pwfile="$dir/secret" -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/init" 2>&1; then cat "$dir/init" >&2; stop; exit 1; fi
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    if as_server "$(bin)/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= $careless -c timezone=Asia/Shanghai" start >/dev/null 2>&1; then
      echo "postgresql://postgres:$secret@127.0.0.1:$port/postgres"
      return 0
    fi
  done
  tail -5 "$dir/log" >&2
  say "postgres-start: the server did not start on five ports; its last words are above."
  stop
  exit 1
}

case "${1:-}" in
  have) bin >/dev/null ;;
  start) start ;;
  stop) stop ;;
  run)
    shift
    [ -n "${TANDEM_PG_DIR:-}" ] || dir=/tmp/tandem-postgres-$$
    trap stop EXIT
    trap 'exit 130' INT TERM HUP
    url=$(TANDEM_PG_DIR=$dir "$0" start)
    code=0
    TANDEM_TEST_DATABASE_URL=$url "$@" || code=$?
    exit "$code"
    ;;
  *) say "usage: postgres.sh run COMMAND... | start | stop | have"; exit 2 ;;
esac
