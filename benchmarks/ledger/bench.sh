#!/usr/bin/env bash
# Bench: transfers in process and over HTTP, at ten million rows; against a row-by-row function
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/ledger_bench.py" "$@"
