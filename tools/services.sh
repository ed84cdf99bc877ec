# shellcheck shell=bash
# The private PostgreSQL 15 and Redis in var/: loopback only, ports of their own, recovered after kill -9 of either.

PG_BIN=/usr/lib/postgresql/15/bin
DATA="$VAR" # or a place that the service's user can reach, see place_data
PG_USER=""  # PostgreSQL refuses root: then both run as this user
HOLDING=no
PG_OWN=no
REDIS_OWN=no

ensure_secrets() {
  if [ ! -s "$VAR/secrets.env" ]; then
    (
      umask 077
      random() { head -c "$1" /dev/urandom | base64 -w0; }
      {
        printf "SECRET_KEY='%s'\nFIELD_KEYS='k1:%s'\nINDEX_KEY='%s'\n" "$(random 48)" "$(random 32)" "$(random 32)"
        for name in PG_SUPER PG_OWNER PG_WEB REDIS; do
          printf "%s_PASSWORD='%s'\n" "$name" "$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')"
        done
      } >"$VAR/secrets.env.new"
    )
    mv "$VAR/secrets.env.new" "$VAR/secrets.env"
  fi
  # Of an installation that began before web push.
  if ! grep -q '^VAPID_PRIVATE_KEY=' "$VAR/secrets.env"; then
    printf "VAPID_PRIVATE_KEY='%s'\n" "$(head -c 32 /dev/urandom | base64 -w0)" >>"$VAR/secrets.env"
  fi
  # shellcheck disable=SC1091 # made above
  . "$VAR/secrets.env"
  export SECRET_KEY FIELD_KEYS INDEX_KEY VAPID_PRIVATE_KEY
}

as_service() { if [ -n "$PG_USER" ]; then (cd / && runuser -u "$PG_USER" -- "$@"); else "$@"; fi; }
give_to_service() { if [ -n "$PG_USER" ]; then chown "$PG_USER" "$@"; fi; }

# As root the servers run as another user, who may be unable to reach a checkout below a closed folder such as /root.
place_data() {
  [ "$ME" = 0 ] || return 0
  if id -u postgres >/dev/null 2>&1; then PG_USER=postgres; else
    PG_USER=prevention
    id -u "$PG_USER" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$PG_USER"
  fi
  # Data that an ordinary user made earlier stays that user's.
  if [ -d "$VAR/pg" ] && [ "$(stat -c %u "$VAR/pg")" != 0 ]; then PG_USER="$(stat -c %U "$VAR/pg")"; fi
  ! as_service test -x "$VAR" 2>/dev/null || return 0
  DATA="/var/lib/prevention/$(printf '%s' "$ROOT" | digest | cut -c1-12)"
  mkdir -p "$DATA"
  chmod 755 /var/lib/prevention "$DATA"
}

# ---- PostgreSQL
pg_pid() {
  local pid command
  pid="$(head -n 1 "$DATA/pg/postmaster.pid" 2>/dev/null)" && [ -n "$pid" ] || return 1
  { command="$(tr '\0' ' ' <"/proc/$pid/cmdline")"; } 2>/dev/null || return 1
  [[ "$command" == *postgres*"-D $DATA/pg "* ]] && printf '%s' "$pid"
}

create_cluster() {
  local memory shared
  memory="$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo)"
  shared=$((memory / 8192))
  [ "$shared" -le 512 ] || shared=512
  [ "$shared" -ge 64 ] || shared=64
  rm -rf "$DATA/pg.new" "$DATA/pg.password"
  mkdir -p "$DATA/pg.new"
  (umask 077 && printf '%s' "$PG_SUPER_PASSWORD" >"$DATA/pg.password")
  give_to_service "$DATA/pg.new" "$DATA/pg.password"
  as_service "$PG_BIN/initdb" -D "$DATA/pg.new" -U prevention_super --pwfile="$DATA/pg.password" -A scram-sha-256 \
    -E UTF8 --locale=C.UTF-8
  rm -f "$DATA/pg.password"
  # TCP only: the path of a socket may have no more than 107 bytes, a checkout's path may.
  cat >>"$DATA/pg.new/postgresql.conf" <<CONF

# written by ./run
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 100
shared_buffers = ${shared}MB
effective_cache_size = $((memory / 2048))MB
maintenance_work_mem = 128MB
work_mem = 16MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
CONF
  mv "$DATA/pg.new" "$DATA/pg"
}

# start_postgres [keep]: with "keep" the port stays, because running processes know it.
start_postgres() {
  local try=0 log="$LOG/postgres.log"
  PG_PORT="$(known_port PG_PORT)"
  [ -z "$(pg_pid || true)" ] || return 0
  [ "$DATA" = "$VAR" ] || log="$DATA/postgres.log"
  if [ ! -s "$DATA/pg/PG_VERSION" ]; then
    rm -rf "$DATA/pg"
    step initdb "建立私有 PostgreSQL / creating the private PostgreSQL" "./run reset --yes" create_cluster
    rm -f "$VAR/stamps/database" "$VAR/stamps/migrations" "$VAR/stamps/tests"
  fi
  # A postmaster that was killed leaves its lock behind; pg_pid has seen that no such process of ours is there.
  rm -f "$DATA/pg/postmaster.pid"
  touch "$log"
  give_to_service "$log"
  if [ "${1:-}" != keep ] && { [ -z "$PG_PORT" ] || port_taken "$PG_PORT"; }; then pick_port PG_PORT 54320; fi
  while ! as_service "$PG_BIN/pg_ctl" -D "$DATA/pg" -o "-p $PG_PORT" -l "$log" -w -t 120 start \
    </dev/null >"$LOG/pg_ctl.log" 2>&1 9>&-; do
    try=$((try + 1))
    # Backends of a killed postmaster hold its memory for a moment longer.
    if [ "$try" -ge 8 ] || [ "${1:-}" = keep ]; then
      [ "${1:-}" != keep ] || return 1
      fail "PostgreSQL 没有启动 / PostgreSQL does not start" "看日志；演示数据可丢弃时 ./run reset / read the log; if the demo's data may go: ./run reset" "$log"
    fi
    sleep 1
    if port_taken "$PG_PORT"; then pick_port PG_PORT $((PG_PORT + 1)); fi
  done
}

psql_super() {
  PGPASSWORD="$PG_SUPER_PASSWORD" PGOPTIONS='-c client_min_messages=warning' "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 \
    -h 127.0.0.1 -p "$PG_PORT" -U prevention_super "$@"
}

# Three roles: the superuser (tests make databases), the owner (migrations), the web role (owns nothing).
prepare_database() {
  local want
  want="$(cat "$VAR/secrets.env" tools/services.sh | digest)"
  ! done_for database "$want" || return 0
  step database "数据库与角色 / database and roles" "./run reset" create_database
  remember database "$want"
}
create_database() {
  # The passwords are this project's own hexadecimal digits, so quoting them is safe.
  psql_super -d postgres <<SQL
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY['prevention_owner', 'prevention_web']) AS name
 WHERE name NOT IN (SELECT rolname FROM pg_roles) \gexec
ALTER ROLE prevention_owner PASSWORD '$PG_OWNER_PASSWORD';
ALTER ROLE prevention_web PASSWORD '$PG_WEB_PASSWORD';
SELECT 'CREATE DATABASE prevention OWNER prevention_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'prevention') \gexec
REVOKE ALL ON DATABASE prevention FROM PUBLIC;
GRANT CONNECT ON DATABASE prevention TO prevention_web;
SQL
  psql_super -d prevention <<SQL
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
GRANT USAGE ON SCHEMA public TO prevention_web;
SQL
}

# ---- Redis
# Debian's redis-tools carries the server's own binary under the name redis-check-rdb; called redis-server it is the
# server. So no system service comes with it. The link's path also tells our process from any other Redis.
# Ours, but not written down: a ./run was killed right after it started the server.
adopt_redis() {
  local pid command
  { read -r pid <"$DATA/redis/redis.pid" && command="$(tr '\0' ' ' <"/proc/$pid/cmdline")"; } 2>/dev/null || return 1
  [[ "$command" == "$DATA/bin/redis-server 127.0.0.1:$REDIS_PORT"* ]] && note_process redis "$pid"
}

start_redis() {
  local binary log="$LOG/redis.log" try
  REDIS_PORT="$(known_port REDIS_PORT)"
  ! alive redis || return 0
  [ "$DATA" = "$VAR" ] || log="$DATA/redis.log"
  binary="$(command -v redis-server || command -v redis-check-rdb)" ||
    fail "没有 Redis / there is no Redis" "apt-get install redis-tools"
  if adopt_redis; then return 0; fi
  mkdir -p "$DATA/bin" "$DATA/redis"
  rm -f "$DATA/redis/redis.pid"
  ln -sf "$binary" "$DATA/bin/redis-server"
  if [ "${1:-}" != keep ] && { [ -z "$REDIS_PORT" ] || port_taken "$REDIS_PORT"; }; then pick_port REDIS_PORT 56390; fi
  (
    umask 077
    cat >"$DATA/redis/redis.conf" <<CONF
bind 127.0.0.1
port $REDIS_PORT
requirepass $REDIS_PASSWORD
appendonly yes
save ""
dir "$DATA/redis"
pidfile "$DATA/redis/redis.pid"
logfile "$log"
daemonize yes
CONF
  )
  touch "$log"
  give_to_service -R "$DATA/redis"
  give_to_service "$log"
  as_service "$DATA/bin/redis-server" "$DATA/redis/redis.conf" </dev/null >>"$LOG/redis-start.log" 2>&1 9>&- || true
  for try in {1..100}; do
    if REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli -h 127.0.0.1 -p "$REDIS_PORT" ping 2>/dev/null | grep -q PONG &&
      [ -s "$DATA/redis/redis.pid" ]; then
      note_process redis "$(<"$DATA/redis/redis.pid")"
      return 0
    fi
    sleep 0.1
  done
  [ "${1:-}" != keep ] || return 1
  fail "Redis 没有启动（试了 $try 次）/ Redis does not start" "看日志；数据可丢弃时 ./run reset / read the log; if its data may go: ./run reset" "$log"
}

# ---- both together
# ensure_services: starts what is not running, sets the addresses in the environment and holds the services until this
# ./run ends. The last one that holds them stops them.
ensure_services() {
  lock
  ensure_secrets
  place_data
  hold
  if [ -z "${DATABASE_URL:-}" ]; then
    [ -x "$PG_BIN/postgres" ] || fail "没有 PostgreSQL 15 / there is no PostgreSQL 15" "apt-get install postgresql-15 postgresql-15-postgis-3"
    PG_OWN=yes
    start_postgres
    prepare_database
    DATABASE_URL="postgis://prevention_web:$PG_WEB_PASSWORD@127.0.0.1:$PG_PORT/prevention"
    DATABASE_OWNER_URL="postgis://prevention_owner:$PG_OWNER_PASSWORD@127.0.0.1:$PG_PORT/prevention"
    DATABASE_SUPER_URL="postgis://prevention_super:$PG_SUPER_PASSWORD@127.0.0.1:$PG_PORT/prevention"
  fi
  if [ -z "${REDIS_URL:-}" ]; then
    REDIS_OWN=yes
    start_redis
    REDIS_URL="redis://:$REDIS_PASSWORD@127.0.0.1:$REDIS_PORT/0"
  fi
  unlock
  : "${DATABASE_OWNER_URL:=$DATABASE_URL}" "${DATABASE_SUPER_URL:=$DATABASE_OWNER_URL}"
  export DATABASE_URL DATABASE_OWNER_URL DATABASE_SUPER_URL REDIS_URL
}

# keep_services: for the supervising loop; brings a crashed server back on the same port.
keep_services() {
  if [ "$PG_OWN" = yes ] && [ -z "$(pg_pid || true)" ]; then
    say "$(date -Is) PostgreSQL is gone, starting it again"
    start_postgres keep || say "$(date -Is) PostgreSQL did not start, trying again"
  fi
  if [ "$REDIS_OWN" = yes ] && ! alive redis; then
    say "$(date -Is) Redis is gone, starting it again"
    start_redis keep || say "$(date -Is) Redis did not start, trying again"
  fi
}

hold() {
  mkdir -p "$RUN/holders"
  printf '%s\n' "$(started_at $$)" >"$RUN/holders/$$"
  HOLDING=yes
}
others_hold() {
  local file pid begun
  for file in "$RUN"/holders/*; do
    [ -f "$file" ] || continue
    pid="${file##*/}"
    read -r begun <"$file" || begun=gone
    if [ "$(started_at "$pid" || true)" = "$begun" ]; then
      [ "$pid" = $$ ] || return 0
    else
      rm -f "$file"
    fi
  done
  return 1
}
release_services() {
  [ "$HOLDING" = yes ] || return 0
  HOLDING=no
  lock
  rm -f "$RUN/holders/$$"
  others_hold || stop_services
  unlock
}
stop_services() {
  place_data
  if [ -n "$(pg_pid || true)" ]; then
    as_service "$PG_BIN/pg_ctl" -D "$DATA/pg" -m fast -w -t 60 stop >>"$LOG/pg_ctl.log" 2>&1 ||
      as_service "$PG_BIN/pg_ctl" -D "$DATA/pg" -m immediate -w -t 30 stop >>"$LOG/pg_ctl.log" 2>&1 || true
  fi
  end_group redis 10
}
