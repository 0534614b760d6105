#!/usr/bin/env bash
# clang's thread-safety analysis over libs/: every member that a lock guards is touched under it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rc=0
while IFS= read -r source; do
  standard=c++20
  case $source in libs/websocket/*) standard=c++17 ;; esac
  clang++ -fsyntax-only -std=$standard -Wthread-safety -Werror -I. -Ibuild/generated \
    -Wno-unknown-warning-option "$source" || { echo "thread safety: $source" >&2; rc=1; }
done < <(grep -rlE 'base/mutex.hpp' --include='*.cpp' --include='*.hpp' libs |
  sed 's/\.hpp$/.cpp/' | sort -u | xargs -r ls 2>/dev/null)
exit $rc
