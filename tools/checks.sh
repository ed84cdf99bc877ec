# shellcheck shell=bash
# What a change must pass: every check is named, all run, the sum is told at the end.

FAILED=()

# check NAME COMMAND...: quiet when it holds, everything it said when it does not.
check() {
  local name=$1 log="$LOG/lint.log" begun=$SECONDS
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    printf '  %s✓%s %s (%d s)\n' "$GREEN" "$PLAIN" "$name" $((SECONDS - begun))
  else
    FAILED+=("$name")
    printf '  %s✗ %s%s\n' "$RED" "$name" "$PLAIN"
    tail -n 80 "$log" | sed 's/^/      /'
  fi
}

# Nothing here asks the database: the address is one where nobody listens.
lint() {
  local bin="$VENV/bin" key
  key="$(head -c 32 /dev/urandom | base64 -w0)"
  export DATABASE_URL=postgis://nobody:nobody@127.0.0.1:9/none REDIS_URL=redis://127.0.0.1:9/0
  export DJANGO_SETTINGS_MODULE=prevention.settings.test
  title "检查 / lint"
  check "ruff check" "$bin/ruff" check .
  check "ruff format" "$bin/ruff" format --check .
  check "mypy" "$bin/mypy" .
  check "import-linter" "$bin/lint-imports" --no-logo
  check "djlint lint" "$bin/djlint" . --lint --quiet
  check "migrations" "$PY" -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
  check "deploy" env DJANGO_SETTINGS_MODULE=prevention.settings.production ALLOWED_HOSTS=station.example \
    SECRET_KEY="$key$key" FIELD_KEYS="k1:$key" INDEX_KEY="$key" "$PY" manage.py check --deploy --fail-level WARNING
  check "translations" "$PY" -m tools.messages --check
  check "vendored files" "$PY" -m tools.vendor --check
  if command -v shellcheck >/dev/null; then check "shellcheck" shellcheck -x run tools/*.sh .ci/run; fi
  if [ ${#FAILED[@]} -gt 0 ]; then
    printf '%s✗ 未通过 / failed:%s %s\n' "$RED" "$PLAIN" "$(printf '%s, ' "${FAILED[@]}" | sed 's/, $//')"
    return 1
  fi
  say "${GREEN}✓${PLAIN} 全部通过 / every check holds"
}

format() {
  "$VENV/bin/ruff" format .
  "$VENV/bin/ruff" check --fix . || true
}

# run_tests [PYTEST ARGUMENTS]: pytest last, so that its summary closes the output.
run_tests() {
  local code=0 scripts=() want options=(-n 2 --dist loadgroup)
  [ $# = 0 ] || options=("$@")
  # The tests bring their own secrets; those of the demo stay out of them.
  unset SECRET_KEY FIELD_KEYS INDEX_KEY VAPID_PRIVATE_KEY
  export DATABASE_URL="$DATABASE_SUPER_URL" DJANGO_SETTINGS_MODULE=prevention.settings.test
  # A test database may be lost, so its commits need not wait for the disk.
  export PGOPTIONS='-c synchronous_commit=off'
  if [ $# = 0 ] && [ -d tests/js ]; then
    mapfile -t scripts < <(find tests/js -type f \( -name '*.test.js' -o -name '*.test.mjs' \) | sort)
    if [ ${#scripts[@]} -gt 0 ]; then
      title "JavaScript"
      node --test "${scripts[@]}" </dev/null || code=1
    fi
  fi
  title "pytest"
  # --reuse-db keeps the databases of the last run (one for each worker); after a change of a migration all are made anew.
  want="$(migrations_digest)"
  if [ "$PG_OWN" = no ]; then
    options+=(--create-db)
  elif ! done_for tests "$want"; then
    psql_super -d postgres <<<"SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database WHERE datname LIKE 'test\_%' \gexec"
  fi
  # Until pytest has come to its end by itself the databases count as half emptied.
  rm -f "$VAR/stamps/tests"
  "$VENV/bin/pytest" "${options[@]}" </dev/null || code=$?
  if [ "$code" -le 1 ] && [ "$PG_OWN" = yes ]; then remember tests "$want"; fi
  return "$code"
}
