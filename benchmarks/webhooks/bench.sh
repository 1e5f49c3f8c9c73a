#!/usr/bin/env bash
# Bench: webhooks delivered to a sink on this machine, signed, recorded, in order
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/webhooks_bench.py" "$@"
