#!/usr/bin/env bash
# Bench: sealing the audit, alone and while commands are being written
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/audit_bench.py" "$@"
