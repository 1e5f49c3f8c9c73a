#!/usr/bin/env bash
# build.sh PRESET TARGET…: configures when needed and builds. Prints what the compiler says only
# when it fails, all its errors at once.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

log=build/$preset.log
mkdir -p build
run_logged() {
  if ! "$@" >>"$log" 2>&1; then
    grep --extended-regexp '^FAILED|error:|^CMake Error|undefined symbol' --after-context=4 "$log" |
      cut --characters=1-300 | head -n 80 >&2
    echo "The build failed; all of it is in $log" >&2
    exit 1
  fi
}

: >"$log"
if ! [ -f "build/$preset/build.ninja" ] || [ CMakePresets.json -nt "build/$preset/build.ninja" ]; then
  run_logged cmake --preset "$preset"
fi
run_logged cmake --build "build/$preset" --target "$@" -- -k 0
