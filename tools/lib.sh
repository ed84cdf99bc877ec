# shellcheck shell=bash disable=SC2034 # what is set here is read in the other files
# Shared by every part of ./run: where things are, what is said to the person, locks, stamps and process identity.

VAR="$ROOT/var"
LOG="$VAR/log"
RUN="$VAR/run"
VENV="$VAR/venv"
PY="$VENV/bin/python"
ME="$(id -u)"
export VAR_DIR="$VAR" LANG=C.UTF-8 LC_ALL=C.UTF-8 PYTHONUNBUFFERED=1
export PATH="$PATH:/usr/sbin:/sbin"
umask 022

if [ -t 1 ]; then BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m' WIPE=$'\r\e[K'; else
  BOLD='' DIM='' RED='' GREEN='' PLAIN='' WIPE=''
fi
TOLD=70 # the exit code of a failure that has already been explained

say() { printf '%s\n' "$*"; }
title() { printf '%s▸ %s%s\n' "$BOLD" "$1" "$PLAIN"; }

# fail WHAT NEXT [LOGFILE]: what failed, its last lines, what to do now.
fail() {
  {
    printf '\n%s✗ 失败 / failed:%s %s\n' "$RED" "$PLAIN" "$1"
    if [ -n "${3:-}" ] && [ -s "$3" ]; then
      printf '%s' "$DIM"
      tail -n 20 "$3" | sed 's/^/    /'
      printf '%s  (%s)\n' "$PLAIN" "${3#"$ROOT"/}"
    fi
    printf '  下一步 / next: %s\n' "$2"
  } >&2
  exit "$TOLD"
}

on_error() {
  local code=$1 line=$2 file=${3#"$ROOT"/}
  trap - ERR
  if [ "$code" != "$TOLD" ] && [ "$BASH_SUBSHELL" = 0 ]; then
    printf '\n%s✗ 意外停止 / stopped unexpectedly%s (%s:%s)\n  下一步 / next: 查看 var/log，再运行一次 / look into var/log, then run it again\n' \
      "$RED" "$PLAIN" "$file" "$line" >&2
  fi
  exit "$code"
}

# Shows while a long step runs that it is alive: a moving line in a terminal, a line each 15 s in a file.
watch_log() {
  local log=$1 begun=$SECONDS last pause=1 still
  [ -t 1 ] || pause=15
  exec {still}<> <(:) # a descriptor on which nothing ever comes: waiting without a stray sleep process
  while [ -d "/proc/$$" ]; do
    read -r -t "$pause" -u "$still" _ || true
    last="$(tail -c 400 "$log" 2>/dev/null | tr '\r' '\n' | grep -v '^[[:space:]]*$' | tail -n 1 || true)"
    if [ -t 1 ]; then
      printf '%s%s  %3d s  %s%s' "$WIPE" "$DIM" $((SECONDS - begun)) "${last:0:70}" "$PLAIN"
    else
      printf '  %d s  %s\n' $((SECONDS - begun)) "${last:0:110}"
    fi
  done
}

# step LOGNAME TITLE NEXT COMMAND...: runs the command with its output in var/log/LOGNAME.log; on failure tells NEXT.
step() {
  local log="$LOG/$1.log" name=$2 next=$3 begun=$SECONDS code
  shift 3
  title "$name"
  : >"$log"
  (
    trap - ERR
    watch_log "$log"
  ) &
  WATCHER=$!
  trap - ERR
  set +e
  (
    trap - ERR
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  code=$?
  kill "$WATCHER" 2>/dev/null
  wait "$WATCHER" 2>/dev/null
  WATCHER=''
  set -e
  trap 'on_error $? $LINENO "${BASH_SOURCE[0]}"' ERR
  printf '%s' "$WIPE"
  [ "$code" = 0 ] || fail "$name" "$next" "$log"
  [ $((SECONDS - begun)) -lt 3 ] || say "  ${GREEN}✓${PLAIN} $((SECONDS - begun)) s"
}

# ---- stamps: what was done for which input, so that doing it again costs nothing
done_for() {
  local was
  { read -r was <"$VAR/stamps/$1"; } 2>/dev/null && [ "$was" = "$2" ]
}
remember() { printf '%s\n' "$2" >"$VAR/stamps/$1"; }
digest() { sha256sum | cut -c1-64; }

# ---- one ./run at a time may install or start and stop services; what it leaves running must not inherit descriptor 9
lock() {
  exec 9>"$VAR/lock"
  flock -n 9 && return 0
  say "等待另一个 ./run / waiting for another ./run"
  flock -w 900 9 || fail "另一个 ./run 占用太久 / another ./run holds the lock" "./run status"
}
unlock() { exec 9>&-; }

# ---- processes are known by pid and start time: a number used again by a stranger is never taken for ours
started_at() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # shellcheck disable=SC2086 # the fields of the line are wanted one by one
  set -- ${stat##*) }
  [ "$1" != Z ] || return 1
  printf '%s' "${20}"
}
note_process() { printf '%s %s\n' "$2" "$(started_at "$2" || echo gone)" >"$RUN/$1.pid"; }
# alive NAME: true while the process recorded under NAME lives; sets PID.
alive() {
  local begun=''
  PID=''
  [ -f "$RUN/$1.pid" ] || return 1
  read -r PID begun <"$RUN/$1.pid" || return 1
  [ -n "$begun" ] && [ "$(started_at "$PID" || true)" = "$begun" ]
}
# end_group NAME SECONDS: asks the recorded process to end, then ends what is left of its group.
end_group() {
  local tries=$(($2 * 10)) pid
  if alive "$1"; then
    pid=$PID
    kill -TERM "$pid" 2>/dev/null || true
    while [ "$tries" -gt 0 ] && alive "$1"; do
      sleep 0.1
      tries=$((tries - 1))
    done
  fi
  if [ -f "$RUN/$1.pid" ]; then
    read -r pid _ <"$RUN/$1.pid" || true
    [ -z "$pid" ] || kill_group "$pid"
    rm -f "$RUN/$1.pid"
  fi
}
# A killed leader leaves its workers behind. They are ours if they stand in its group and carry this checkout's VAR_DIR.
kill_group() {
  local stat pid file
  for file in /proc/[0-9]*/stat; do
    { read -r stat <"$file"; } 2>/dev/null || continue
    pid="${stat%% *}"
    # shellcheck disable=SC2086
    set -- "$1" ${stat##*) }
    [ "${4:-}" = "$1" ] || continue
    { tr '\0' '\n' <"/proc/$pid/environ" | grep -qxF "VAR_DIR=$VAR"; } 2>/dev/null || continue
    kill -KILL "$pid" 2>/dev/null || true
  done
}

# ---- ports of our own: picked free once, remembered, picked again when somebody else sits there
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
pick_port() {
  local name=$1 port=$2
  while port_taken "$port"; do port=$((port + 1)); done
  printf -v "$name" '%s' "$port"
  touch "$VAR/ports.env"
  { grep -v "^$name=" "$VAR/ports.env" || true; } >"$VAR/ports.env.new"
  printf '%s=%s\n' "$name" "$port" >>"$VAR/ports.env.new"
  mv "$VAR/ports.env.new" "$VAR/ports.env"
}
known_port() { sed -n "s/^$1=\([0-9]*\)$/\1/p" "$VAR/ports.env" 2>/dev/null || true; }
