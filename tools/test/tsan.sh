#!/usr/bin/env bash
# The unit tests of the rooms with threads, under TSan. They are those folders of build-tsan that
# the target threaded_unit_tests built (tests/CMakeLists.txt).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rc=0
export TSAN_OPTIONS="halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tests/tsan.supp"
while IFS= read -r room; do
  [ -d "build-tsan/tests/unit/$room" ] || continue
  ctest --test-dir "build-tsan/tests/unit/$room" --output-on-failure -j "$(nproc)" || rc=1
done < <(sed -n 's/^set(SSB_THREADED_ROOMS \(.*\))$/\1/p' tests/CMakeLists.txt | tr ' ' '\n')
exit $rc
