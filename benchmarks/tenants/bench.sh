#!/usr/bin/env bash
# Bench: making tenants, and what ten thousand of them cost lists and the start
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/tenants_bench.py" "$@"
