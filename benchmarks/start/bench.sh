#!/usr/bin/env bash
# Bench: start to ready, and memory when idle
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/start_bench.py" "$@"
