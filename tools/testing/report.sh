# For ./test: runs its parts and counts what they print. Sourced, with the repository as folder.
#
# A part is a command that prints lines "PASS name" and "FAIL name: why"; "(N cases)" at the end of a
# PASS line makes it count N times. What it prints beside that is shown only when it fails.

passed=0
failed=0
failed_names=()

# part NAME COMMAND…: runs it; a command that fails without a FAIL line, or prints no line, fails.
part() {
  local name=$1 log=build/test/$1.log code=0 started=$SECONDS
  shift
  mkdir -p build/test
  "$@" >"$log" 2>&1 || code=$?
  if [ "$code" -ne 0 ] && ! grep --quiet '^FAIL ' "$log"; then
    echo "FAIL $name: exit code $code" >>"$log"
  elif ! grep --quiet --extended-regexp '^(PASS|FAIL|SKIP) ' "$log"; then
    echo "FAIL $name: nothing was tested" >>"$log"
  fi
  if grep --quiet '^FAIL ' "$log"; then
    tail -n 120 "$log"
    mapfile -t -O "${#failed_names[@]}" failed_names < <(grep '^FAIL ' "$log")
  else
    grep --extended-regexp '^(PASS|SKIP) ' "$log"
  fi
  count "$log"
  echo "     $name took $((SECONDS - started)) s"
}

count() {
  local pass fail
  read -r pass fail < <(awk '
    /^PASS / { pass += match($0, /\([0-9]+ cases\)$/) ? substr($0, RSTART + 1) + 0 : 1 }
    /^FAIL / { fail += 1 }
    END { print pass + 0, fail + 0 }' "$1")
  passed=$((passed + pass))
  failed=$((failed + fail))
}

# one NAME COMMAND…: for a part that is a single yes or no.
one() {
  local name=$1
  shift
  if "$@"; then
    echo "PASS $name"
  else
    echo "FAIL $name: exit code $?"
    return 1
  fi
}

# Prints the sum, which is the last line, and fails when anything failed.
finish() {
  echo
  if [ "$failed" -gt 0 ]; then
    echo "Failed:"
    printf '  %s\n' "${failed_names[@]}"
  fi
  echo "Took $((SECONDS / 60)) min $((SECONDS % 60)) s"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
