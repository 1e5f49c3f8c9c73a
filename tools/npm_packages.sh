#!/usr/bin/env bash
# npm_packages.sh FOLDER: `npm ci` in the folder when its lock file changed since the last time. Tests
# that run side by side may want the same packages: one installs them, the others wait.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1

digest=$(sha256sum "$folder/package-lock.json")
stamp=build/$(tr / _ <<<"$folder").lock
mkdir -p build
exec 9>"$stamp.held"
flock 9
if [ -d "$folder/node_modules" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ]; then
  exit 0
fi
PATH="$(tools/node.sh):$PATH"
tools/try_again.sh 240 npm --prefix "$folder" ci --prefer-offline --no-audit --no-fund --loglevel=error 9>&-
printf '%s\n' "$digest" >"$stamp"
