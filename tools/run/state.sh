# Part of ./run: the folder of one running ./run, and what a killed one left.
#
# .run/ belongs to the first ./run, .run/2/ to one started beside it, and so on:
#   log/    outputs and logs     start/  one script a service, to start it again
#   out/    first lines          pid/    "PID START-TIME" of what runs
#   redis/, kafka/               data; twin/redis, twin/kafka with the local Slack

state= state_name=

claim_state() {
  local n=1
  while :; do
    if [ $n = 1 ]; then state=$root/.run; else state=$root/.run/$n; fi
    mkdir -p "$state"
    exec 9>"$state/lock"
    if flock -n 9; then break; fi
    n=$((n + 1))
  done
  state_name=${state#"$root"/}
  mkdir -p "$state"/{log,out,pid,start}
  chmod 700 "$state"
  stop_left_over "$state"
}

# True for a process that is the one the file tells of, and no zombie.
alive() { # PID-FILE
  local pid start fields
  read -r pid start 2>/dev/null <"$1" || return 1
  fields=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
  set -- ${fields##*) }
  [ "$1" != Z ] && [ "${20}" = "$start" ]
}

stop_left_over() { # STATE
  local file
  for file in "$1"/pid/*; do
    [ -e "$file" ] || continue
    if alive "$file"; then
      echo "stopping $(basename "$file"), left over from a ./run that was killed"
      stop_process "$(basename "$file")"
    fi
    rm -f "$file"
  done
  rm -rf "$1/secret"
}

clean() {
  local lock
  for lock in "$root"/.run/lock "$root"/.run/*/lock; do
    [ -e "$lock" ] || continue
    state=$(dirname "$lock")
    flock -n "$lock" true || die 1 "a ./run is still going in ${state#"$root"/}: stop it first"
    stop_left_over "$state"
  done
  [ ! -d build/kafka ] || stop_test_kafka
  rm -rf build .run
  echo "removed build/ and .run/"
}

stop_test_kafka() { # of a ctest run that was killed
  local dir
  for dir in build/kafka/*/; do
    [ ! -e "${dir}pid" ] || tools/kafka/start.sh --stop "$dir"
  done
}
