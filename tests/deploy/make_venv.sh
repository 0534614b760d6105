#!/usr/bin/env bash
# A Python environment with requirements.txt in DIR; nothing to do when it is there already.
#   make_venv.sh DIR
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if cmp -s requirements.txt "$1/made-of"; then exit 0; fi
rm -rf "$1"
# Debian's interpreter: its packages (python3-venv) are what ./test installs.
/usr/bin/python3 -m venv "$1"
export PIP_CERT=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
"$1/bin/pip" install -q --no-cache-dir --disable-pip-version-check -r requirements.txt
cp requirements.txt "$1/made-of"
