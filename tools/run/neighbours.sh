# Part of ./run: what the services talk to: Redis, a broker, the local Slack.

redis_port= kafka_address= twin_web= twin_api=

# With the local Slack every run begins anew: its world does too, and would repeat its ids.
data_folder() { # redis|kafka
  if [ -n "$real_slack" ]; then
    echo "$state/$1"
  else
    rm -rf "$state/twin/$1"
    echo "$state/twin/$1"
  fi
}

start_redis() {
  local since dir program try
  since=$(now_ms)
  dir=$(data_folder redis)
  mkdir -p "$dir"
  program=$(command -v redis-server) || {
    # redis-tools has the server under another name; what it is called decides what it does.
    ln -sf "$(command -v redis-check-rdb)" "$state/redis-server"
    program=$state/redis-server
  }
  for try in 1 2 3; do
    redis_port=$(free_port)
    write_start_script redis -- "$program" --bind 127.0.0.1 --port "$redis_port" --dir "$dir" \
      --appendonly yes --save '' --maxmemory 256mb --maxmemory-policy volatile-ttl
    launch redis
    if await_redis; then step redis "$since" "127.0.0.1:$redis_port"; return; fi
    stop_process redis
    unset 'started[-1]'
  done
  failed_to_start redis "does not answer"
  show_tail "$state/out/redis"
  die 1 "Redis did not start"
}

await_redis() {
  local until=$((SECONDS + 15))
  while [ $SECONDS -lt $until ]; do
    [ "$(redis-cli -p "$redis_port" ping 2>/dev/null)" != PONG ] || return 0
    if [ -e "$state/pid/redis" ] && ! alive "$state/pid/redis"; then return 1; fi
    sleep 0.02
  done
  return 1
}

fetch_kafka() {
  with_progress own "kafka jars" "$state/log/kafka-fetch.log" tools/kafka/start.sh --fetch ||
    die 1 "could not fetch Kafka"
}

start_broker() {
  local since
  since=$(now_ms)
  if [ -n "$opt_kafka" ]; then
    write_start_script kafka -- tools/kafka/start.sh --foreground "$(data_folder kafka)"
    launch kafka
    listening kafka kafka 90 || die 1 "Kafka did not start"
    kafka_address=$listened
    step kafka "$since" "$kafka_address"
    return
  fi
  write_start_script sticker-broker -- build/bin/sticker-broker
  launch sticker-broker
  listening sticker-broker kafka 20 || die 1 "the embedded broker did not start"
  kafka_address=$listened
  step "broker (embedded)" "$since" "$kafka_address"
}

require_free_port() {
  [ "$opt_port" = 0 ] || [ -n "$real_slack" ] || ! port_taken "$opt_port" ||
    die 2 "port $opt_port is in use: take another --port, or none for a free one"
}

start_twin() {
  local since arguments=(--port "$opt_port")
  since=$(now_ms)
  if [ -n "$opt_http" ]; then
    http_port=$(free_port)
    arguments+=(--http "http://127.0.0.1:$http_port/slack/events")
  fi
  write_start_script slack-twin -- build/bin/slack-twin "${arguments[@]}"
  launch slack-twin
  listening slack-twin web 20 || die 1 "the local Slack did not start"
  twin_web=${listened%/}
  listening slack-twin api 1 || die 1 "the local Slack named no API"
  twin_api=$listened
  arguments[1]=${twin_web##*:}
  write_start_script slack-twin -- build/bin/slack-twin "${arguments[@]}" # again, at its address
  step "slack-twin" "$since" "$twin_web/"
}
