#!/usr/bin/env bash
# Bench: WebSockets: how many, what each costs, how fast everybody hears, beside npm ws
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/websocket_bench.py" "$@"
