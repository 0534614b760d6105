# Part of ./run: a real workspace. What is said before anything starts, and once all is ready.

# Scopes it can do without: what each is for, in words that say what is lost without it.
optional_scopes() {
  cat <<'END'
chat:write.public	posting as a bot in public channels it was not invited to (a press still answers there)
chat:write.customize	the sender's name and photo on a sticker (it comes in the bot's own name then)
users:read	answers in a member's own language, their display name and photo
app_mentions:read	previews when the bot is mentioned
im:history	help in the bot's own conversation
END
}

# One Web API call with the bot token. The token reaches curl by standard input: a command line
# can be read by every user of the machine.
slack_call() { # METHOD [HEADER-FILE [FIELD…]]
  local api=${SLACK_API_URL:-https://slack.com/api/} method=$1 headers=${2:-/dev/null} data=()
  shift $(($# < 2 ? $# : 2))
  for field in "$@"; do data+=(--data-urlencode "$field"); done
  printf 'header = "Authorization: Bearer %s"\n' "$bot_token" |
    curl -sS -m 10 --config - -D "$headers" -X POST "${data[@]}" "${api%/}/$method"
}

greet_slack() {
  local since headers=$state/auth-headers answer error scopes app
  since=$(now_ms)
  answer=$(slack_call auth.test "$headers" 2>&1) || die 1 "auth.test: no answer from Slack: $answer"
  if [ "$(jq -r .ok <<<"$answer" 2>/dev/null)" != true ]; then
    error=$(jq -r '.error // empty' <<<"$answer" 2>/dev/null) || error='no JSON'
    die 2 "SLACK_BOT_TOKEN: Slack answers ${error:-nothing of use} · a bot token of an installed app · api.slack.com/apps › OAuth & Permissions"
  fi
  scopes=,$(sed -n 's/^x-oauth-scopes: *//Ip' "$headers" | tr -d '\r '),
  rm -f "$headers"
  step "slack (auth.test)" "$since"
  app=$(app_name "$answer")
  jq -r --arg app "$app" '"  workspace  \(.team) (\(.team_id))\n  app        \($app)\n  bot        \(.user) (\(.user_id))"' <<<"$answer"
  show_scopes "$scopes"
  mkdir -m 700 -p "$state/secret"
  (umask 077 && printf '%s' "$app_token" >"$state/secret/app" && printf '%s' "$bot_token" >"$state/secret/bot")
}

# The app's name needs users:read; its id is in the app token anyway.
app_name() { # AUTH-ANSWER
  local id name
  id=$(jq -r '.app_id // empty' <<<"$1")
  [ -n "$id" ] || id=$(cut -d- -f3 <<<"$app_token")
  name=$(slack_call bots.info /dev/null "bot=$(jq -r '.bot_id // empty' <<<"$1")" 2>/dev/null |
    jq -r '.bot.name // empty' 2>/dev/null) || name=
  echo "${name:+$name }($id)"
}

show_scopes() { # ,SCOPE,…,
  local scope what
  if [ "$1" = ,, ]; then echo "  scopes     Slack did not say which are granted"; return; fi
  while IFS=$'\t' read -r scope what; do
    case $1 in
      *,"$scope",*) echo "  scope      $scope: granted" ;;
      *) echo "  scope      $scope: not granted, so without $what" ;;
    esac
  done < <(optional_scopes)
}

welcome_to_slack() {
  local commands
  commands=$(build/bin/stickerctl manifest 2>/dev/null |
    sed -n 's/.*command: *"\{0,1\}\(\/[^",} ]*\).*/\1/p' | paste -sd' ')
  echo "Commands, as in the app's manifest (build/bin/stickerctl manifest): ${commands:-/sticker}"
  if [ -z "$opt_kafka" ]; then
    echo "Warning: the embedded broker forgets everything when it stops (--kafka does not)." \
      "Redis's data stays in $state_name/redis."
  else
    echo "Data stays in $state_name/kafka and $state_name/redis."
  fi
  echo 'Ready. In Slack, type /sticker search 고양이 in any channel.'
}
