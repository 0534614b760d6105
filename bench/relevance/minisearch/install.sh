#!/usr/bin/env bash
# MiniSearch as pinned here, installed into DIR; nothing to do when it is there already.
#   install.sh DIR
set -euo pipefail
dir=$(realpath -m "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"
cmp -s package-lock.json "$dir/made-of" && exit
rm -rf "$dir"
mkdir -p "$dir"
cp package.json package-lock.json "$dir"
npm ci --prefix "$dir" --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 >&2
cp package-lock.json "$dir/made-of"
