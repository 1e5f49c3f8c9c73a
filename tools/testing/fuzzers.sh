#!/usr/bin/env bash
# fuzzers.sh BUILD_FOLDER [SECONDS]: runs every fuzz target from the inputs kept beside the code
# (MODULE/cases/TARGET). With SECONDS it hunts: that long, with chance, and on from what earlier hunts
# found (build/fuzz). Without, it tries the same 40,000 inputs each time, so that a change and
# nothing else makes a test fail.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/testing/side_by_side.sh
folder=$1
seconds=${2:-}
found=build/fuzz
extent=(-max_total_time="$seconds")
if [ -z "$seconds" ]; then
  found=$(mktemp -d)
  trap 'rm -r "$found"' EXIT
  extent=(-seed=1 -runs=40000)
fi
mkdir -p build/fuzz

# The folder of kept inputs of a target, named like kernel_http_request_fuzz, if there is one.
cases_of() {
  local source
  for source in $(git ls-files --cached --others --exclude-standard '*_fuzz.cpp'); do
    if [ "$(tr / _ <<<"${source%.cpp}")" = "$1" ]; then
      local cases
      cases=$(dirname "$source")/cases/$(basename "${source%_fuzz.cpp}")
      [ ! -d "$cases" ] || echo "$cases"
    fi
  done
}

fuzz() {
  local program=$1 name corpus log
  name=$(basename "$program")
  corpus=$found/$name
  mkdir -p "$corpus"
  log=build/test/$name.log
  # shellcheck disable=SC2046
  if ASAN_OPTIONS=detect_leaks=1 "$program" "${extent[@]}" -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" "$corpus" $(cases_of "$name") \
    >"$log" 2>&1; then
    echo "PASS fuzz: $name, $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
  else
    tail -n 40 "$log"
    echo "FAIL fuzz: $name: the input is in build/fuzz"
    return 1
  fi
}

side_by_side fuzz "$folder"/fuzzers/*_fuzz
