#!/usr/bin/env bash
# Installs the Debian packages of the groups given (run, test, bench) that this machine lacks.
# Does nothing, quickly, when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t wanted < <(
  for group in "$@"; do awk -v group="$group" '$1 == group { print $2 }' tools/packages.txt; done)
mapfile -t missing < <(
  dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
    awk '$2 == "installed" { print $1 }' | sort -u |
    comm -13 - <(printf '%s\n' "${wanted[@]}" | sort -u))
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These Debian packages are missing: ${missing[*]}" >&2
    echo "Run this as root or with sudo to install them." >&2
    exit 1
  fi
  as_root=(sudo)
fi

install_missing() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o Acquire::http::Timeout=60 -o Acquire::Retries=3 install --yes --quiet \
    --no-install-recommends "${missing[@]}"
}

echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The package lists are refreshed only when the ones at hand do not lead to the packages.
if ! install_missing >"$log" 2>&1; then
  "${as_root[@]}" apt-get update --quiet >>"$log" 2>&1 || true
  if ! install_missing >>"$log" 2>&1; then
    tail -n 30 "$log" >&2
    exit 1
  fi
fi
