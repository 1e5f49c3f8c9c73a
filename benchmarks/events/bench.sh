#!/usr/bin/env bash
# Bench: events from a durable transaction to a consumer's durable effect, replay, RabbitMQ and NATS
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH=$(dirname "$here") exec /usr/bin/python3 "$here/events_bench.py" "$@"
