# The parts of ./test that are more than one command. Sourced, with the repository as folder. Each
# prints PASS, FAIL and SKIP lines as tools/testing/report.sh counts them.

. tools/testing/side_by_side.sh

install_packages() { one "Debian packages" tools/packages.sh run test; }

check_tidy() {
  one "tidy finds the failing example of each rule" python3 tools/tidy/tidy_test.py
  one "the licence gate refuses what it must" python3 tools/licences/licences_test.py
  python3 tools/tidy
}

check_format() { one "format: tools/format.sh mends it" tools/format.sh --check; }

run_programs() {
  local preset=$1
  shift
  in_memory python3 tools/testing/programs.py "build/$preset" "$@"
}

# What the server says of itself is committed, so that a change of the API shows in a review.
check_generated() {
  if ! [ -f api/v1.lock.json ]; then
    echo "SKIP generated: there is no api/v1.lock.json"
    return
  fi
  one "generated: api/v1.lock.json is fresh and breaks nobody" build/dev/sangam api lock --check
  one "generated: api/events.lock.json is fresh and breaks nobody" build/dev/sangam api events --check
  one "generated: sdk is fresh: ./run sdk" python3 tools/sdk --check
}

# with_node COMMAND…: runs it where node is Node 22.
with_node() {
  local node
  node=$(tools/node.sh)
  PATH="$node:$PATH" "$@"
}

web_script() {
  one "web: npm run $1" with_node npm --prefix web/console run --silent "$1"
}

check_web() {
  if ! [ -f web/console/package.json ]; then
    echo "SKIP web: there is no web/console"
    return
  fi
  one "web: console builds" tools/console.sh || return
  side_by_side web_script check test
}

# The package is built first: its tests use it as others will.
check_sdk() {
  local report=$PWD/build/test/sdk_typescript.junit code=0
  one "sdk/typescript: packages" tools/npm_packages.sh sdk/typescript || return
  one "sdk/typescript: builds" with_node npm --prefix sdk/typescript run --silent build || return
  one "sdk/typescript: npm run check" with_node npm --prefix sdk/typescript run --silent check || code=1
  rm -f "$report"
  in_memory with_node timeout --kill-after=30 600 node --test --test-reporter=junit \
    --test-reporter-destination="$report" 'sdk/typescript/tests/*_test.ts' || code=1
  if [ -f "$report" ]; then
    python3 tools/testing/junit.py sdk/typescript "$report" || code=1
  else
    echo "FAIL sdk/typescript: node stopped before it wrote its report"
  fi
  return "$code"
}

# in_memory COMMAND…: runs it with a TMPDIR of its own, in memory where there is plenty. Databases of
# tests go there: all that must survive of them is what a killed process leaves, and making sure of
# more, on a disk, takes longer than the tests.
in_memory() {
  local parent=${TMPDIR:-/tmp} folder code=0
  if [ "$(df --output=avail --block-size=1G /dev/shm 2>/dev/null | tail -n 1)" -ge 8 ] 2>/dev/null; then
    parent=/dev/shm
  fi
  folder=$(mktemp --directory "$parent/sangam.XXXXXX")
  # PostgreSQL runs as a user of its own and must pass through.
  chmod 0711 "$folder"
  TMPDIR=$folder "$@" || code=$?
  rm -rf "$folder"
  return "$code"
}

# Debian's pytest, so that no package registry is needed for it.
run_python_folder() {
  local folder=$1 report within='' code=0
  report=build/test/$(tr / _ <<<"$folder").junit
  rm -f "$report"
  # The crash tests keep to a disk.
  [ "$folder" = tests/chaos/ ] || within=in_memory
  # What waits for ever must not take the others' reports with it.
  ${within:+"$within"} timeout --kill-after=30 1500 /usr/bin/python3 -m pytest --quiet -p no:cacheprovider --durations=10 \
    --junitxml "$report" "$folder" || code=1
  if [ -f "$report" ]; then
    python3 tools/testing/junit.py "python: ${folder%/}" "$report" || code=1
  else
    echo "FAIL python: ${folder%/}: pytest stopped before it wrote its report"
  fi
  return "$code"
}

# What a folder's CMakeLists.txt names is run by ctest. Most of the time they wait for servers, so two
# processors are busier with two of them.
run_python_tests() {
  local folder
  local folders=()
  for folder in tests/*/ benchmarks/*/ tools/*/ sdk/*/tests/; do
    compgen -G "${folder}test_*.py" >/dev/null && ! grep -qs 'test_.*[.]py' "${folder}CMakeLists.txt" || continue
    # The longest first, which are the last of tests/ by name.
    folders=("$folder" "${folders[@]}")
  done
  if [ "${#folders[@]}" -eq 0 ]; then
    echo "SKIP python: there is no tests/*/test_*.py"
    return
  fi
  side_by_side run_python_folder "${folders[@]}"
}

run_browser_tests() {
  local report=$PWD/build/test/browser.junit code=0
  if ! compgen -G 'tests/browser/*_test.ts' >/dev/null; then
    echo "SKIP browser: there is no tests/browser/*_test.ts"
    return
  fi
  one "browser: packages" tools/npm_packages.sh tests/browser || return
  rm -f "$report"
  PLAYWRIGHT_JUNIT_OUTPUT_NAME="$report" \
    in_memory with_node npm --prefix tests/browser run --silent test -- --reporter=line,junit || code=1
  if [ -f "$report" ]; then
    python3 tools/testing/junit.py browser "$report"
  else
    echo "FAIL browser: Playwright stopped before it wrote its report"
  fi
  return "$code"
}

# As on a machine that has nothing but what Debian and we put there.
run_on_stripped_path() {
  if ! [ -f apps/sangam/main.cpp ]; then
    echo "SKIP run: there is no apps/sangam"
    return
  fi
  one "./run --check with nothing but Debian on the PATH" \
    env PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 ./run --check
}

run_thread_sanitizer() {
  one "build: tsan" tools/build.sh tsan unit_tests db_tests || return
  run_programs tsan unit db
}

run_clang_tidy() {
  one "clang-tidy" run-clang-tidy-19 -quiet -j 2 -p build/check '/(base|engines|kernel|suites|apps)/'
}

# Lines covered by unit and database tests, printed a folder; the figure itself is no goal.
run_coverage() {
  local profile=build/coverage/tests.profdata programs
  one "build: coverage" tools/build.sh coverage unit_tests db_tests || return
  LLVM_PROFILE_FILE="$PWD/build/coverage/profiles/%p.profraw" run_programs coverage unit db
  llvm-profdata-19 merge --sparse --output "$profile" build/coverage/profiles/*.profraw || return
  mapfile -t programs < <(find build/coverage/tests -type f -executable -printf '--object\n%p\n')
  llvm-cov-19 report --instr-profile "$profile" "${programs[@]}" --sources base engines kernel suites |
    awk '/^TOTAL/ { print "PASS coverage: " $10 " of the lines" }'
}
