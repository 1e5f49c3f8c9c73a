#!/usr/bin/env bash
# Builds the console and the documentation into web/console/dist: `npm ci` when the lock file changed,
# the bundle when sources changed. The digests of what was last built lie under build/.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f web/console/package.json ] || exit 0

digest_of_sources() {
  find web/console docs CHANGELOG.md -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -print0 |
    LC_ALL=C sort --zero-terminated | xargs --null sha256sum
}
unchanged() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

mkdir -p build
sources=$(digest_of_sources)
if unchanged build/console.sources "$sources" && [ -d web/console/node_modules ] &&
  [ -f web/console/dist/index.html ]; then
  exit 0
fi

PATH="$(tools/node.sh):$PATH"
export PATH
echo "Building the console"
tools/npm_packages.sh web/console
cd web/console
npm run --silent build -- --logLevel warn
printf '%s\n' "$sources" >../../build/console.sources
