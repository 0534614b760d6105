# Part of ./run: the three services and their settings.

services=(sticker-poster sticker-worker sticker-gateway) # the one that pulls work comes last
ready_deadline_s=40
http_port=
declare -A admin=()

# Settings all three share. Tokens of a real workspace go by file, never in a start script.
common_settings() {
  inherited_settings
  printf '%s\n' ADMIN_ADDR=127.0.0.1:0 "KAFKA_BROKERS=$kafka_address" KAFKA_CREATE_TOPICS=true \
    "REDIS_URL=redis://127.0.0.1:$redis_port/0" LOG_FORMAT=json
  [ -n "$opt_kafka" ] ||
    echo KAFKA_CLIENT_OPTIONS=fetch.wait.max.ms=10,session.timeout.ms=3000
  if [ -n "$real_slack" ]; then
    printf '%s\n' "SLACK_APP_TOKEN_FILE=$state/secret/app" "SLACK_BOT_TOKEN_FILE=$state/secret/bot"
  else
    printf '%s\n' "SLACK_API_URL=$twin_api" SLACK_APP_TOKEN=xapp-1-A0TWIN-1-twin \
      SLACK_BOT_TOKEN=xoxb-0-twin-0 SLACK_SIGNING_SECRET=twin-signing-secret
  fi
  if [ -n "$opt_http" ]; then
    printf '%s\n' SLACK_SOCKET_MODE=false "HTTP_ADDR=127.0.0.1:$http_port"
  else
    echo SLACK_SOCKET_MODE=true
  fi
}

# What the user set, for a service that is started again from another shell. Not the secrets: a
# start script lies on the disk.
inherited_settings() {
  local name
  for name in $(compgen -e); do
    [[ $name =~ $ours ]] || continue
    [[ $name =~ SECRET|PASSWORD|TOKEN|_KEY|^REDIS_URL ]] || printf '%s=%s\n' "$name" "${!name%%$'\n'*}"
  done
}

# All at once: each waits for its group by itself.
start_services() {
  local settings service since
  mapfile -t settings < <(common_settings)
  since=$(now_ms)
  for service in "${services[@]}"; do
    write_start_script "$service" "${settings[@]}" -- "build/bin/$service"
    launch "$service"
  done
  for service in "${services[@]}"; do
    await_ready "$service" || die 1 "$service did not become ready"
    step "$service" "$since" "ready, ${admin[$service]}"
  done
}

# Sets admin[SERVICE].
await_ready() { # SERVICE
  local until=$((SECONDS + ready_deadline_s)) report
  listening "$1" admin 20 || return 1
  admin[$1]=$listened
  while ! report=$(curl -sS --noproxy '*' -m 2 -w '\n%{http_code}' "${admin[$1]}/readyz" 2>&1) ||
    [ "${report##*$'\n'}" != 200 ]; do
    if ! alive "$state/pid/$1"; then failed_to_start "$1" "ended before it was ready"; return 1; fi
    if [ $SECONDS -ge $until ]; then
      failed_to_start "$1" "is not ready after $ready_deadline_s s: $(why_not "$report")"
      return 1
    fi
    sleep 0.05
  done
}

why_not() { # REPORT of /readyz
  jq -r '[.conditions | to_entries[] | select(.value.ok | not) | "\(.key): \(.value.why)"] | join("; ")' \
    <<<"${1%$'\n'*}" 2>/dev/null || echo "$1"
}
