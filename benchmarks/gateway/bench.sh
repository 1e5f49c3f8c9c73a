#!/usr/bin/env bash
# Bench: TLS, an API key, limits and routes against Fastify and nginx; a tenant that floods
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/gateway_bench.py" "$@"
