#!/usr/bin/env bash
# node_script.sh FOLDER SCRIPT ARGUMENT…: runs a folder's script by Node 22, with the folder's packages.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 script=$2
shift 2
tools/npm_packages.sh "$folder" >&2
exec "$(tools/node.sh)/node" "$folder/$script" "$@"
