# shellcheck shell=bash disable=SC2034 # AT_EXIT and WEB_PORT are read in ./run
# The site: prepared (migrations, texts, static files), then five supervised processes.

PROCESSES=(web worker beat reconcile receiver)
STOPPING=no
declare -A CRASHES NEXT_TRY STARTED

owner() { DATABASE_URL="$DATABASE_OWNER_URL" "$@"; }

compile_messages() {
  local file
  for file in locale/*/LC_MESSAGES/*.po; do
    [ -f "$file" ] || continue
    [ "${file%.po}.mo" -nt "$file" ] || step messages "编译翻译 / compiling ${file#locale/}" "改正所指的行 / mend the line named" \
      msgfmt --check-format -o "${file%.po}.mo" "$file"
  done
}

migrations_digest() { cat requirements.txt ./*/migrations/*.py | digest; }
static_digest() {
  {
    sha256sum requirements.txt prevention/settings/*.py
    find . \( -path ./var -o -path ./.git -o -path ./node_modules \) -prune -o -path '*/static/*' -type f -print0 | sort -z | xargs -0r sha256sum
  } | digest
}

migrate() {
  local role
  owner "$PY" manage.py migrate --no-input
  # The role that the web process signs in as may not be the owner's; on a server of the user's own it often is.
  role="${DATABASE_URL#*://}"
  role="${role%%[:@]*}"
  if [ "$DATABASE_URL" != "$DATABASE_OWNER_URL" ]; then owner "$PY" manage.py grant_web_role "$role"; fi
}

prepare_site() {
  local want
  ready run run
  ensure_services
  export DJANGO_SETTINGS_MODULE=prevention.settings.demo
  compile_messages
  want="$(printf '%s ' "$DATABASE_OWNER_URL" "$(migrations_digest)" | digest)"
  if ! done_for migrations "$want"; then
    step migrate "数据库迁移 / migrating the database" "看日志；演示数据可丢弃时 ./run reset / read the log; if the demo's data may go: ./run reset" migrate
    remember migrations "$want"
  fi
  want="$(static_digest)"
  if ! done_for static "$want" || [ ! -d "$VAR/static" ]; then
    step static "收集静态文件 / collecting static files" "看日志 / read the log" "$PY" manage.py collectstatic --no-input --clear --verbosity 1
    remember static "$want"
  fi
}

load_demo() {
  step demo "演示数据（首次需几分钟）/ demo data (some minutes the first time)" "./run reset --yes && ./run demo" "$PY" manage.py demo
}

# Tonight's shift and the list of logins are made while the site starts: a second start should take seconds.
tonight() {
  "$PY" manage.py demo --tonight >"$LOG/tonight.log" 2>&1 </dev/null && "$PY" manage.py demo --logins 2>>"$LOG/tonight.log" </dev/null >"$LOG/logins.log"
}

# ---- supervision: each process leads a group of its own, is started again after a crash, later each time
start_process() {
  local name=$1 words
  case "$name" in
    web)
      words=("$VENV/bin/granian" --interface wsgi prevention.wsgi:application --host "${WEB_HOST:-127.0.0.1}" --port "$WEB_PORT"
        --workers 2 --blocking-threads 4 --no-ws --respawn-failed-workers --workers-kill-timeout 5 --log-level warning)
      if [ "${HTTPS:-}" = 1 ]; then
        words+=(--ssl-certificate "$VAR/tls/server.crt" --ssl-keyfile "$VAR/tls/server.key" --ssl-protocol-min tls1.2)
      fi
      ;;
    worker) words=("$VENV/bin/celery" -A prevention worker --concurrency 1 --without-gossip --without-mingle --loglevel WARNING) ;;
    beat) words=("$VENV/bin/celery" -A prevention beat --schedule "$RUN/beat" --pidfile= --loglevel WARNING) ;;
    reconcile) words=("$PY" manage.py reconcile_loop) ;;
    receiver) words=("$PY" manage.py fake_receiver --port "$RECEIVER_PORT" --mail-port "$RECEIVER_MAIL_PORT") ;;
  esac
  setsid "${words[@]}" </dev/null >>"$LOG/$name.log" 2>&1 9>&- &
  note_process "$name" $!
  disown # bash would add a word of its own when it is killed
  STARTED[$name]=$SECONDS
}

watch_processes() {
  local name pause
  for name in "${PROCESSES[@]}"; do
    if [ -n "${NEXT_TRY[$name]:-}" ]; then
      [ "$SECONDS" -ge "${NEXT_TRY[$name]}" ] || continue
      NEXT_TRY[$name]=''
      start_process "$name"
    elif ! alive "$name"; then
      end_group "$name" 0 # a killed leader leaves workers that hold its port
      if [ $((SECONDS - STARTED[$name])) -gt 60 ]; then CRASHES[$name]=0; fi
      CRASHES[$name]=$((${CRASHES[$name]:-0} + 1))
      pause=$((1 << (CRASHES[$name] < 6 ? CRASHES[$name] - 1 : 5)))
      NEXT_TRY[$name]=$((SECONDS + pause))
      say "$(date -Is) $name ended, starts again in $pause s (var/log/$name.log)"
    fi
  done
}

stop_processes() {
  local name
  # All are asked first and waited for after, so that stopping takes as long as the slowest, not the sum.
  for name in "${PROCESSES[@]}"; do if alive "$name"; then kill -TERM "$PID" 2>/dev/null || true; fi; done
  for name in "${PROCESSES[@]}"; do end_group "$name" 10; done
}

# supervise [COMMAND]: runs until asked to stop; COMMAND is called once the site answers.
supervise() {
  local name announce="${1:-true}" begun=$SECONDS
  trap 'STOPPING=yes' TERM INT HUP
  note_process supervisor $$
  AT_EXIT=stop_processes
  stop_processes # of a supervisor that was killed
  for name in "${PROCESSES[@]}"; do start_process "$name"; done
  while [ "$STOPPING" = no ]; do
    if [ -n "$announce" ] && web_answers; then
      "$announce"
      announce=''
    elif [ -n "$announce" ] && { [ $((SECONDS - begun)) -gt 90 ] || [ "${CRASHES[web]:-0}" -ge 3 ]; }; then
      fail "网站没有应答 / the site does not answer" "改正所述错误后再运行 / mend what the log says, then run it again" "$LOG/web.log"
    fi
    if [ -n "$announce" ]; then sleep 0.2 || true; else sleep 1 || true; fi
    keep_services
    watch_processes
  done
  trap '' TERM INT HUP
  say ""
  say "正在停止 / stopping"
}

# Over TLS the certificate is checked too: what the phones trust is what is asked.
tls_answers() {
  "$PY" -c 'import ssl, sys, urllib.request
context = ssl.create_default_context(cafile=sys.argv[1])
context.check_hostname = False
print(urllib.request.urlopen(sys.argv[2], timeout=10, context=context).status)' \
    "$VAR/tls/station-ca.crt" "https://${WEB_HOST:-127.0.0.1}:$WEB_PORT/readyz" 2>/dev/null | grep -q 200
}

web_answers() (
  if [ "${HTTPS:-}" = 1 ]; then
    tls_answers
    exit
  fi
  exec 3<>"/dev/tcp/127.0.0.1/$WEB_PORT" || exit 1
  printf 'GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  read -r -t 10 line <&3
  [[ "$line" == *' 200 '* ]]
) 2>/dev/null

announce() {
  if [ -n "${TONIGHT:-}" ]; then
    wait "$TONIGHT" || fail "今晚的班次 / tonight's shift" "./run reset --yes && ./run demo" "$LOG/tonight.log"
  fi
  say ""
  say "  ${GREEN}✓${PLAIN} ${BOLD}$(address)${PLAIN}   ($SECONDS s)"
  if [ "${HTTPS:-}" = 1 ]; then
    say "    证书机构 / authority   ${VAR#"$ROOT"/}/tls/station-ca.crt   (docs/https.md)"
    say "    SHA-256   $(cat "$VAR/tls/fingerprint")"
  fi
  if [ -n "${TONIGHT:-}" ]; then sed 's/^/    /' "$LOG/logins.log"; fi
}
announce_foreground() {
  announce
  say "  Ctrl-C 停止 / Ctrl-C ends it"
}

address() {
  if [ "${HTTPS:-}" = 1 ]; then printf 'https://%s:%s/' "${WEB_HOST:-localhost}" "$WEB_PORT"; else printf 'http://%s:%s/' "${WEB_HOST:-127.0.0.1}" "$WEB_PORT"; fi
}

make_certificates() {
  mkdir -p "$VAR/tls"
  chmod 700 "$VAR/tls"
  "$PY" -m tools.tls "$VAR/tls" "${WEB_HOST:-}" >"$VAR/tls/fingerprint"
}

# ---- what the person calls
# site demo|serve [--detach] [--https]
site() {
  local kind=$1 detach=no word
  shift
  for word in "$@"; do
    case "$word" in
      --detach) detach=yes ;;
      --https) export HTTPS=1 ;;
      *) fail "不认识的参数 / unknown argument: $word" "./run $kind [--detach] [--https]" ;;
    esac
  done
  if alive supervisor; then
    say "已在运行 / already running: $(cat "$RUN/address" 2>/dev/null)   (./run stop)"
    if [ "$kind" = demo ] && [ -s "$LOG/logins.log" ]; then sed 's/^/    /' "$LOG/logins.log"; fi
    return 0
  fi
  prepare_site
  [ "$kind" = serve ] || load_demo
  lock
  stop_processes # of a supervisor that was killed: they would hold the port
  choose_web_port
  choose_receiver_ports
  unlock
  if [ "${HTTPS:-}" = 1 ]; then
    step tls "内部证书 / the station's own certificate" "看日志 / read the log" make_certificates
  fi
  address >"$RUN/address"
  if [ "$kind" = demo ]; then
    tonight &
    TONIGHT=$!
  fi
  title "启动网站 / starting the site (web, worker, beat, reconcile, receiver)"
  if [ "$detach" = yes ]; then detached; else supervise announce_foreground; fi
}

choose_web_port() {
  if [ -z "${WEB_PORT:-}" ]; then
    WEB_PORT="$(known_port WEB_PORT)"
    if [ -z "$WEB_PORT" ] || port_taken "$WEB_PORT"; then pick_port WEB_PORT 8000; fi
  elif port_taken "$WEB_PORT"; then
    fail "端口 $WEB_PORT 已被占用 / port $WEB_PORT is taken" "换一个 WEB_PORT，或不设 / choose another WEB_PORT, or set none"
  else
    pick_port WEB_PORT "$WEB_PORT"
  fi
  export WEB_PORT
}

# Where the demo's fake receiver of messages listens: it stands in for gateways, chat groups, push services and mailboxes.
choose_receiver_ports() {
  local name from=$((WEB_PORT + 100))
  for name in RECEIVER_PORT RECEIVER_MAIL_PORT; do
    printf -v "$name" '%s' "$(known_port "$name")"
    if [ -z "${!name}" ] || port_taken "${!name}"; then pick_port "$name" "$from"; fi
    from=$((${!name} + 1))
    export "${name?}"
  done
  export SITE_URL="${SITE_URL:-$(address | sed 's,/$,,')}"
}

detached() {
  local try forget=()
  [ "$PG_OWN" = no ] || forget+=(-u DATABASE_URL -u DATABASE_OWNER_URL -u DATABASE_SUPER_URL)
  [ "$REDIS_OWN" = no ] || forget+=(-u REDIS_URL)
  setsid env "${forget[@]}" "$ROOT/run" supervise-in-background </dev/null >>"$LOG/supervisor.log" 2>&1 9>&- &
  AT_EXIT=stop_site
  for try in {1..450}; do
    if alive supervisor && web_answers; then
      announce
      AT_EXIT=''
      return 0
    fi
    [ "$try" -lt 100 ] || alive supervisor || break
    sleep 0.2
  done
  fail "网站没有应答 / the site does not answer" "改正所述错误后再运行 / mend what the log says, then run it again" "$LOG/web.log"
}

stop_site() {
  end_group supervisor 30
  stop_processes
}

stop_all() {
  stop_site
  lock
  stop_services
  unlock
  say "已停止 / stopped"
}

reset_all() {
  if [ "${1:-}" != --yes ]; then
    [ -t 0 ] || fail "需要确认 / this needs a yes" "./run reset --yes"
    printf '将删除演示数据库与 var/ 下的状态。This deletes the demo database and the state in var/. [y/N] '
    read -r answer
    [[ "$answer" == [yY]* ]] || return 0
  fi
  stop_all
  find "$VAR" -mindepth 1 -maxdepth 1 ! -name venv ! -name uv ! -name stamps ! -name lock -exec rm -rf {} +
  find "$VAR/stamps" -type f ! -name 'python-*' ! -name uv -delete
  case "$DATA" in /var/lib/prevention/*) rm -rf "$DATA" ;; esac
  say "已重置 / reset"
  [ -z "${DATABASE_URL:-}${REDIS_URL:-}" ] || say "DATABASE_URL、REDIS_URL 所指的服务器未改动 / the servers behind DATABASE_URL and REDIS_URL were left alone"
}

status() {
  local name
  place_data
  for name in supervisor "${PROCESSES[@]}" redis; do
    if alive "$name"; then printf '  %-12s 运行 / running   pid %s\n' "$name" "$PID"; else printf '  %-12s 停止 / stopped\n' "$name"; fi
  done
  if [ -n "$(pg_pid || true)" ]; then printf '  %-12s 运行 / running   pid %s\n' postgresql "$(pg_pid)"; else printf '  %-12s 停止 / stopped\n' postgresql; fi
  if [ -f "$VAR/ports.env" ]; then sed 's/^/  /' "$VAR/ports.env"; fi
}
