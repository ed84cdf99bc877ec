# shellcheck shell=bash
# What must be on the machine: Debian packages (only those missing) and the virtual environment in var/venv.

NO_CLUSTER=/etc/postgresql-common/createcluster.d/prevention.conf

# ensure_packages run|test: installs the Debian packages that are missing.
ensure_packages() {
  local wanted=(python3-venv postgresql-15 postgresql-15-postgis-3 redis-tools libgdal32 libgeos-c1v5 libproj25 gettext
    fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
  local missing=() name state
  if [ "$1" = test ]; then
    wanted+=(chromium poppler-utils)
    command -v node >/dev/null || wanted+=(nodejs)
  fi
  if ! command -v dpkg-query >/dev/null; then
    say "  不是 Debian：请自备 / not Debian, please provide: ${wanted[*]}"
    return 0
  fi
  state="$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true)"
  for name in "${wanted[@]}"; do
    [[ $'\n'"$state"$'\n' == *$'\n'"$name installed"$'\n'* ]] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$ME" != 0 ]; then
    command -v sudo >/dev/null || fail "缺少系统软件包，且没有 sudo / Debian packages are missing and there is no sudo" \
      "请管理员运行 / ask an administrator to run: apt-get install ${missing[*]}"
    if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi ||
      fail "缺少系统软件包，且 sudo 不可用 / Debian packages are missing and sudo refuses" \
        "请管理员运行 / ask an administrator to run: apt-get install ${missing[*]}"
  fi
  # shellcheck disable=SC2310
  step apt-update "更新软件包列表 / refreshing the package lists" \
    "检查网络与软件源后重试 / check the network and the package sources, then run it again" \
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update
  step apt-install "安装 ${#missing[@]} 个系统软件包 / installing Debian packages: ${missing[*]}" \
    "检查网络后重试；或手工安装 / check the network and run it again, or install by hand: apt-get install ${missing[*]}" \
    install_packages "${missing[@]}"
}

as_root() { if [ "$ME" = 0 ]; then "$@"; else sudo "$@"; fi; }

# PostgreSQL's package would make and start a cluster of the whole machine, which nobody asked for: this project runs a
# private one. A drop-in forbids that during the installation and is taken away again, so a cluster that the machine's
# owner wants later is made as usual. (Redis needs no such care: redis-tools brings no service.)
install_packages() {
  local code=0
  as_root mkdir -p "${NO_CLUSTER%/*}"
  echo 'create_main_cluster = false' | as_root tee "$NO_CLUSTER" >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold install "$@" || code=$?
  as_root rm -f "$NO_CLUSTER"
  return "$code"
}

find_python() {
  local python
  for python in /usr/bin/python3.11 /usr/bin/python3 python3.11 python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
      printf '%s' "$python"
      return 0
    fi
  done
  fail "没有 Python 3.11 / there is no Python 3.11" "Debian 12: apt-get install python3"
}

# ensure_python run|dev: var/venv holds what the locked files say, each package checked by its hash.
# Once the larger set (dev) is there it serves the smaller need too.
ensure_python() {
  local base dev files=(requirements.txt)
  base="$VENV $(digest <requirements.txt)"
  dev="$VENV $(cat requirements.txt requirements-dev.txt | digest)"
  if [ -x "$PY" ]; then
    done_for python-dev "$dev" && return 0
    [ "$1" = dev ] || ! done_for python-run "$base" || return 0
  fi
  if [ "$1" = dev ] || [ -f "$VAR/stamps/python-dev" ]; then files+=(requirements-dev.txt); fi
  step python "安装 Python 依赖 / installing Python packages (${files[*]})" \
    "检查网络后重试 / check the network, then run it again" install_python "${files[@]}"
  remember python-run "$base"
  if [ ${#files[@]} = 2 ]; then remember python-dev "$dev"; fi
}

install_python() {
  local python
  python="$(find_python)"
  # A checkout that was moved has scripts that point to its old place.
  if [ -e "$VENV/bin/django-admin" ] && ! head -n 1 "$VENV/bin/django-admin" | grep -qF "$VENV/"; then rm -rf "$VENV"; fi
  "$PY" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || rm -rf "$VENV"
  [ -d "$VENV" ] || "$python" -m venv --without-pip "$VENV"
  if install_uv "$python"; then
    echo "uv pip sync $*"
    "$VAR/uv/bin/uv" pip sync --python "$PY" --require-hashes "$@" && return 0
    echo "uv failed, trying pip"
  fi
  "$PY" -m pip --version >/dev/null 2>&1 || "$PY" -m ensurepip --upgrade
  "$PY" -m pip install --disable-pip-version-check --require-hashes "${@/#/--requirement=}"
}

# ensure_lighthouse: what measures whole pages, in var/lighthouse, as the lock file beside the bench says; each package is
# checked by its hash and none may run a script of its own. The site knows nothing of it.
ensure_lighthouse() {
  local want
  want="$(cat bench/lighthouse/package.json bench/lighthouse/package-lock.json | digest)"
  done_for lighthouse "$want" && [ -d "$VAR/lighthouse/node_modules/lighthouse" ] && return 0
  command -v npm >/dev/null || step apt-install "安装 npm / installing npm" \
    "检查网络后重试；或手工安装 / check the network and run it again, or install by hand: apt-get install npm" install_packages npm
  step lighthouse "安装 Lighthouse / installing Lighthouse" "检查网络后重试 / check the network, then run it again" install_lighthouse
  remember lighthouse "$want"
}

install_lighthouse() {
  mkdir -p "$VAR/lighthouse"
  cp bench/lighthouse/package.json bench/lighthouse/package-lock.json "$VAR/lighthouse/"
  PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix "$VAR/lighthouse" --ignore-scripts --no-audit --no-fund
}

# The installer stands in an environment of its own, pinned by hash.
install_uv() {
  local want
  want="$(digest <tools/uv.txt)"
  [ -x "$VAR/uv/bin/uv" ] && done_for uv "$want" && return 0
  echo "installing uv"
  rm -rf "$VAR/uv"
  "$1" -m venv "$VAR/uv" &&
    "$VAR/uv/bin/python" -m pip install --disable-pip-version-check --require-hashes --requirement tools/uv.txt &&
    remember uv "$want"
}
