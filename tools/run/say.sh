# Part of ./run: what the person at the terminal reads. One line a step, with its seconds.

die() { # EXIT-CODE TEXT
  local code=$1
  shift
  echo "run: $*" >&2
  exit "$code"
}

now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo "${t%???}"; }

seconds_since() { # MS
  local ms=$(($(now_ms) - $1))
  printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

step() { # LABEL SINCE-MS [DETAIL]
  local pad='                              ' label=$1
  # The label is ASCII, so that bytes are columns.
  printf '%s%s %8s%s\n' "$label" "${pad:${#label}}" "$(seconds_since "$2")" "${3:+  $3}"
}

# Runs a command with its output in a file; says every few seconds how far it is, and on failure
# the last lines and the path. A word before the command: `own` gives it a session of its own, so
# that it can be stopped whole; `here` leaves it on this terminal (sudo asks there).
progress_every_s=8
busy_group=
with_progress() { # own|here LABEL LOG COMMAND…
  local where=$1 label=$2 log=$3 since pid rc=0 said
  shift 3
  since=$(now_ms)
  said=$SECONDS
  if [ "$where" = own ]; then
    setsid "$@" >"$log" 2>&1 </dev/null 9>&- &
    pid=$!
    busy_group=-$pid
  else
    "$@" >"$log" 2>&1 9>&- &
    pid=$!
    busy_group=$pid
  fi
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if [ $((SECONDS - said)) -ge "$progress_every_s" ]; then
      said=$SECONDS
      printf '  %s … %s %s\n' "$label" "$(seconds_since "$since")" "$(how_far "$log")"
    fi
  done
  wait "$pid" || rc=$?
  busy_group=
  if [ $rc != 0 ]; then
    step "$label failed" "$since"
    show_tail "$log"
    return $rc
  fi
  step "$label" "$since"
}

how_far() { # LOG: ninja's [12/345], else the last line
  tail -c 2000 "$1" | tr '\r' '\n' | sed 's/\x1b\[[0-9;]*m//g' | grep -oE '^\[[0-9]+/[0-9]+\]|^.{1,60}' | tail -n 1 || true
}

show_tail() { # LOG
  {
    tail -n 12 "$1" | sed 's/^/  | /'
    echo "  whole output: $1"
  } >&2
}
