#!/usr/bin/env bash
# Bench: decimal arithmetic at 16 and 34 digits against Boost cpp_dec_float and Python's decimal
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec python3 "$here/decimal_bench.py" "$@"
