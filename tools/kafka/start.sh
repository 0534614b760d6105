#!/usr/bin/env bash
# A real Apache Kafka (KRaft, one node) on free ports of 127.0.0.1, for trying out and for tests.
#
#   start.sh DIR                starts it in the background with its data and log in DIR
#   start.sh --foreground DIR   the same, but stays; TERM or INT stops it
#   start.sh --stop DIR         stops the one that DIR belongs to
#   start.sh --fetch            only fetches the jars
#
# Prints `listening kafka=127.0.0.1:PORT` once metadata is answered, and keeps that address in
# DIR/bootstrap. KAFKA_VERSION=3.9.1 takes another version than the POM's. Needs Java 17 or
# newer and, to fetch, Maven with whatever settings the user has; nothing is written outside
# the checkout and DIR.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/fetch.sh"
. "$here/broker.sh"

usage() { sed -n '2,7p' "${BASH_SOURCE[0]}" >&2; exit 2; }
die() { echo "kafka: $*" >&2; exit 1; }

action=background
case ${1:-} in
  --foreground | --stop | --fetch) action=${1#--}; shift ;;
  -* | '') usage ;;
esac
if [ "$action" = fetch ]; then [ $# = 0 ] || usage; fetch_jars; exit; fi
[ $# = 1 ] || usage
if [ "$action" = stop ]; then stop_broker "$1"; exit; fi

fetch_jars
mkdir -p "$1"
dir=$(cd "$1" && pwd)
start_broker "$dir"
if [ "$action" = foreground ]; then
  trap 'stop_broker "$dir"; exit 0' TERM INT HUP
  echo "listening kafka=$(cat "$dir/bootstrap")"
  rc=0
  wait "$broker_pid" || rc=$?
  rm -f "$dir/pid" "$dir/bootstrap"
  exit "$rc"
fi
echo "listening kafka=$(cat "$dir/bootstrap")"
