# Sourced. side_by_side FUNCTION ARGUMENT…: calls the function with each argument, as many at a time
# as there are processors, and prints what each call printed, whole and in the order of the arguments.
# Fails when one of them fails.
side_by_side() {
  local function=$1 folder argument number=0 code=0
  shift
  folder=$(mktemp --directory)
  for argument in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
      wait -n || true
    done
    number=$((number + 1))
    { "$function" "$argument" >"$folder/$number" 2>&1 || touch "$folder/failed"; } &
  done
  wait
  for ((argument = 1; argument <= number; argument++)); do
    cat "$folder/$argument"
  done
  [ ! -e "$folder/failed" ] || code=1
  rm -r "$folder"
  return "$code"
}
