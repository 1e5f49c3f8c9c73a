# The parts of ./test that are more than one command. Sourced, with the repository as folder. Each
# prints PASS, FAIL and SKIP lines as tools/testing/report.sh counts them.

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
  python3 tools/testing/programs.py "build/$preset" "$@"
}

# What the server says of itself is committed, so that a change of the API shows in a review.
check_generated() {
  if ! [ -f api/v1.lock.json ]; then
    echo "SKIP generated: there is no api/v1.lock.json"
    return
  fi
  one "generated: api/v1.lock.json is fresh and breaks nobody" build/dev/sangam api lock --check
  one "generated: api/events.lock.json is fresh and breaks nobody" build/dev/sangam api events --check
}

# with_node COMMAND…: runs it where node is Node 22.
with_node() {
  local node
  node=$(tools/node.sh)
  PATH="$node:$PATH" "$@"
}

# npm_packages FOLDER: npm ci when the lock file changed since the last time.
npm_packages() {
  local digest stamp
  digest=$(sha256sum "$1/package-lock.json")
  stamp=build/$(tr / _ <<<"$1").lock
  if [ -d "$1/node_modules" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ]; then
    return
  fi
  with_node npm --prefix "$1" ci --no-audit --no-fund --loglevel=error || return
  printf '%s\n' "$digest" >"$stamp"
}

check_web() {
  local code=0 script
  if ! [ -f web/console/package.json ]; then
    echo "SKIP web: there is no web/console"
    return
  fi
  one "web: console builds" tools/console.sh || return
  for script in check lint test; do
    if python3 -c 'import json, sys; sys.exit(sys.argv[1] not in json.load(open("web/console/package.json"))["scripts"])' "$script"; then
      one "web: npm run $script" with_node npm --prefix web/console run --silent "$script" || code=1
    fi
  done
  return "$code"
}

# Debian's pytest, so that no package registry is needed for it. What a folder's CMakeLists.txt names
# is run by ctest.
run_python_tests() {
  local folder report found= code=0
  for folder in tests/*/ benchmarks/*/ tools/*/; do
    compgen -G "${folder}test_*.py" >/dev/null && ! grep -qs 'test_.*[.]py' "${folder}CMakeLists.txt" || continue
    found=yes
    report=build/test/$(tr / _ <<<"$folder").junit
    rm -f "$report"
    /usr/bin/python3 -m pytest --quiet -p no:cacheprovider --junitxml "$report" "$folder" || code=1
    if [ -f "$report" ]; then
      python3 tools/testing/junit.py "python: ${folder%/}" "$report" || code=1
    else
      echo "FAIL python: ${folder%/}: pytest stopped before it wrote its report"
    fi
  done
  [ -n "$found" ] || echo "SKIP python: there is no tests/*/test_*.py"
  return "$code"
}

run_browser_tests() {
  local report=$PWD/build/test/browser.junit code=0
  if ! compgen -G 'tests/browser/*_test.ts' >/dev/null; then
    echo "SKIP browser: there is no tests/browser/*_test.ts"
    return
  fi
  npm_packages tests/browser
  rm -f "$report"
  PLAYWRIGHT_JUNIT_OUTPUT_NAME="$report" \
    with_node npm --prefix tests/browser run --silent test -- --reporter=line,junit || code=1
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
