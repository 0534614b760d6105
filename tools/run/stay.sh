# Part of ./run: what is shown while it stays, and the eye on the processes.

watch_every_s=0.3
declare -A gone=() waiting=()
half_line=

show_page() {
  echo
  echo "The page: $twin_web/"
  if [ -n "${SSH_CONNECTION:-}" ]; then
    local port=${twin_web##*:} address
    set -- $SSH_CONNECTION
    address=$(id -un)@$3
    [ "$4" = 22 ] || address="-p $4 $address"
    echo "From your own computer: ssh -L $port:127.0.0.1:$port $address, then open it there"
  fi
  if [ -z "$opt_kafka" ]; then
    echo "The embedded broker is for trying out: in memory, 5 MiB a partition, no times, no admin calls;"
    echo "all is gone when it stops. --kafka takes a real one."
  fi
}

# Until a signal ends it (./run's traps stop everything).
stay() {
  local name
  echo "Logs: $state_name/log/   Ctrl-C stops everything."
  trap 'stop_all; exit 0' INT
  [ -z "$real_slack" ] || follow_actions
  while :; do
    sleep "$watch_every_s" 9>&- # holds no lock, should this shell be killed
    for name in "${started[@]}"; do look_after "$name"; done
    [ -z "$real_slack" ] || show_actions
  done
}

follow_actions() { exec 8<"$state/log/sticker-poster.log"; }

# One line per action that ended since it was asked last: ids and times, no words.
show_actions() {
  local line lines=
  while IFS= read -r line <&8; do
    lines+=$half_line$line$'\n'
    half_line=
  done
  half_line+=$line # the poster is in the middle of writing it
  [ -z "$lines" ] || jq -Rr 'fromjson? | select(.event == "ended")
    | "  \(.at[11:19])  \(.user)  \(.kind): \(.end), \(.age_ms) ms after the request"' <<<"$lines"
}

look_after() { # NAME: says once that it is gone, and once that it is back
  local file=$state/pid/$1 pid
  if ! alive "$file"; then
    [ -z "${gone[$1]:-}" ] || return 0
    gone[$1]=1
    unset "waiting[$1]"
    if [ "$1" = sticker-broker ]; then
      echo "$1 is gone, and with it all it held: stop this ./run and start it again"
    else
      echo "$1 is gone. start it again: $state_name/start/$1"
    fi
    return 0
  fi
  if [ -n "${gone[$1]:-}" ]; then
    unset "gone[$1]"
    waiting[$1]=$(now_ms)
  fi
  [ -n "${waiting[$1]:-}" ] || return 0
  case " ${services[*]} " in
    *" $1 "*) is_ready "$1" || return 0 ;;
  esac
  read -r pid _ <"$file"
  echo "$1 is back, pid $pid, after $(seconds_since "${waiting[$1]}")"
  unset "waiting[$1]"
}

is_ready() { # SERVICE, asked once
  local address
  address=$(sed -n 's/^listening.*\badmin=\([^ ]*\).*/\1/p' "$state/out/$1" 2>/dev/null)
  [ -n "$address" ] && curl -sf --noproxy '*' -m 2 -o /dev/null "$address/readyz"
}
