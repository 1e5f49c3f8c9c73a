#!/usr/bin/env bash
# Lays out every C++ file by .clang-format; with --check only names those that would change.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.cpp' '*.h')

format() { printf '%s\0' "${files[@]}" | xargs --null --max-args=20 --max-procs=2 clang-format-19 "$@"; }

if [ "${1:-}" = --check ]; then
  found=$(format --dry-run --ferror-limit=1 2>&1 | sed -n 's/^\([^: ]*\):[0-9].*clang-format.*/\1/p' |
    sort -u)
  [ -z "$found" ] || { echo "$found"; exit 1; }
else
  format -i
fi
