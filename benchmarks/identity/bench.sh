#!/usr/bin/env bash
# Bench: sign-ins, session checks, authorisation checks at a million relations against OpenFGA, access tokens against oidc-provider
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/identity_bench.py" "$@"
