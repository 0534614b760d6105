#!/usr/bin/env bash
# The ctest fixture `kafka`: one real broker for a run, made new each time.
set -euo pipefail
cd "$(dirname "$0")/.."
case $1 in
  start)
    tools/kafka/start.sh --stop "$2"
    rm -rf "$2"
    # The broker must not hold ctest's pipe open, or ctest would wait for it to end.
    tools/kafka/start.sh "$2"
    ;;
  stop) tools/kafka/start.sh --stop "$2" ;;
esac
