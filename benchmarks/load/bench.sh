#!/usr/bin/env bash
# Bench: the load generator itself against wrk, so that it is known not to be the bottleneck
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/load_bench.py" "$@"
