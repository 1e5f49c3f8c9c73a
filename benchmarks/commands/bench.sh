#!/usr/bin/env bash
# Bench: durable commands and reads by key against Fastify with node-postgres
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/commands_bench.py" "$@"
