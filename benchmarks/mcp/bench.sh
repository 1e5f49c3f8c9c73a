#!/usr/bin/env bash
# Bench: tools called by agents, beside the same operation over REST
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/mcp_bench.py" "$@"
