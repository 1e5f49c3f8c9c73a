#!/usr/bin/env bash
# Bench: a trivial and a JSON operation against nginx, Fastify and Express
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/http_bench.py" "$@"
