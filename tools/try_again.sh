#!/usr/bin/env bash
# try_again.sh SECONDS COMMAND…: runs a command that fetches from a package registry, up to three
# times, each ended after so many seconds: a connection that went quiet otherwise waits for ever.
set -euo pipefail
limit=$1
shift

for attempt in 1 2 3; do
  code=0
  timeout --kill-after=10 "$limit" "$@" || code=$?
  [ "$code" -ne 0 ] || exit 0
  echo "Try $attempt of 3 failed with exit code $code: $*" >&2
done
exit "$code"
