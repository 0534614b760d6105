# Part of ./run: starting, awaiting and stopping one process. Each is a script in
# .run/start/NAME, so that it can be started again by hand exactly as it was.

started=() # names, in order of start
stop_deadline_ds=60

# Writes the start script. Settings are NAME=VALUE words; then --, then the command.
write_start_script() { # NAME SETTING… -- COMMAND…
  local name=$1 file=$state/start/$1
  shift
  {
    echo '#!/usr/bin/env bash'
    echo "# Starts $name as ./run did, in the background. Written by ./run."
    echo 'set -euo pipefail'
    printf 'cd %q\n' "$root"
    printf 'state=%q name=%q\n' "$state" "$name"
    cat <<'END'
if [ "${1:-}" != --foreground ]; then
  setsid "$0" --foreground </dev/null >/dev/null 2>&1 &
  echo "$name started, pid $!, log $state/log/$name.log"
  exit 0
fi
stat=$(cat "/proc/$$/stat")
set -- ${stat##*) }
echo "$$ ${20}" >"$state/pid/$name.new"
mv "$state/pid/$name.new" "$state/pid/$name"
END
    while [ "$1" != -- ]; do
      printf 'export %s=%q\n' "${1%%=*}" "${1#*=}"
      shift
    done
    shift
    printf 'exec'
    printf ' %q' "$@"
    echo ' >"$state/out/$name" 2>>"$state/log/$name.log" </dev/null'
  } >"$file.new"
  chmod 700 "$file.new"
  mv "$file.new" "$file"
}

launch() { # NAME
  : >"$state/log/$1.log"
  rm -f "$state/out/$1" "$state/pid/$1"
  setsid "$state/start/$1" --foreground </dev/null >/dev/null 2>&1 9>&- &
  disown # the shell need not say how it ended; stay.sh does
  started+=("$1")
}

# Sets listened to the value of KEY in the line `listening KEY=…` that a program prints when it
# serves. (No $(…) around a wait: signals would wait for it, too.)
listened=
listening() { # NAME KEY DEADLINE-S
  local until=$((SECONDS + $3))
  while :; do
    listened=$(sed -n "s/^listening.*\b$2=\([^ ]*\).*/\1/p" "$state/out/$1" 2>/dev/null | head -n 1)
    [ -z "$listened" ] || return 0
    if [ -e "$state/pid/$1" ] && ! alive "$state/pid/$1"; then
      failed_to_start "$1" "ended while starting"
      return 1
    fi
    if [ $SECONDS -ge $until ]; then
      failed_to_start "$1" "did not say within $3 s where it listens"
      return 1
    fi
    sleep 0.02
  done
}

failed_to_start() { # NAME WHAT
  echo "run: $1 $2" >&2
  show_tail "$state/log/$1.log"
}

stop_process() { # NAME
  local file=$state/pid/$1 pid i
  if alive "$file"; then
    read -r pid _ <"$file"
    kill "$pid" 2>/dev/null || true
    for ((i = 0; i < stop_deadline_ds * 2; i++)); do
      alive "$file" || break
      sleep 0.05
    done
    if alive "$file"; then kill -9 "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$file"
}

# In reverse order of start, whoever started them last; once, also when told twice.
stop_all() {
  local i since
  trap '' INT TERM HUP PIPE
  trap - EXIT
  if [ -n "$busy_group" ]; then kill -- "$busy_group" 2>/dev/null || true; fi
  since=$(now_ms)
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do stop_process "${started[i]}"; done
  rm -rf "$state/secret" "$state/start" # a script without its neighbours starts nothing of use
  [ ${#started[@]} = 0 ] || step "stopped" "$since" 2>/dev/null || true
  started=()
}

free_port() { # below the kernel's own range, so that no outgoing connection takes it meanwhile
  local port
  while :; do
    port=$((10240 + (RANDOM * 32768 + RANDOM) % 20000))
    if ! port_taken "$port"; then echo "$port"; return; fi
  done
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
