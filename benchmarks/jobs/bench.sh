#!/usr/bin/env bash
# Bench: jobs through the queue against graphile-worker, and while a snapshot is held
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/jobs_bench.py" "$@"
