#!/usr/bin/env bash
# Bench: GraphQL: a list of 50 with two links, beside Fastify with Mercurius on the same database
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/graphql_bench.py" "$@"
