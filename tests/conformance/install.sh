#!/usr/bin/env bash
# Slack's SDKs as pinned here, installed into DIR/js and DIR/python; nothing to do when they are
# there already. Where the network is away: the reason in DIR/away, and exit 77 (ctest: skipped).
#   install.sh DIR
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
dir=$1
mkdir -p "$dir/js"
rm -f "$dir/away"

# What npm and pip say when they reach nobody; anything else they fail with is a failure.
away='ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT'
away+='|Temporary failure in name resolution|Name or service not known|Network is unreachable'
away+='|NewConnectionError|ConnectTimeoutError|ReadTimeoutError'

fetch() { # WHAT COMMAND…
  local what=$1 log=$dir/install.log
  shift
  if "$@" >"$log" 2>&1; then return; fi
  if grep -qE "$away" "$log"; then
    echo "the network is away: $what cannot be fetched" | tee "$dir/away"
    exit 77
  fi
  cat "$log" >&2
  exit 1
}

install_js() {
  cmp -s js/package-lock.json "$dir/js/made-of" && return
  rm -rf "$dir/js"
  mkdir -p "$dir/js"
  cp js/package.json js/package-lock.json "$dir/js"
  fetch 'Bolt for JavaScript' npm ci --prefix "$dir/js" --ignore-scripts --no-audit --no-fund \
    --fetch-retries=3 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=10000
  cp js/package-lock.json "$dir/js/made-of"
}

install_python() {
  cmp -s python/requirements.txt "$dir/python/made-of" && return
  rm -rf "$dir/python"
  # Debian's interpreter: its packages (python3-venv) are what ./test installs.
  /usr/bin/python3 -m venv "$dir/python"
  export PIP_CERT=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
  fetch 'the Slack SDK for Python' "$dir/python/bin/pip" install -q --no-cache-dir --no-deps \
    --disable-pip-version-check --require-hashes -r python/requirements.txt
  cp python/requirements.txt "$dir/python/made-of"
}

install_js
install_python
