# Part of ./run: settings out of .env, and whether there is a real workspace to talk to.

real_slack=
ours='^(SLACK|STICKER|KAFKA|REDIS|POSTER|HTTP|HTTPS|NO|LOG|GIPHY|KLIPY)_[A-Z0-9_]+$'

# KEY=VALUE lines, read and never executed; what the environment has already wins.
read_env_file() { # FILE
  local line name value number=0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#export }
    case $line in '' | \#*) continue ;; esac
    name=${line%%=*}
    if [ "$name" = "$line" ] || ! [[ $name =~ $ours ]]; then
      echo "run: .env line $number is not a setting of ours, left out" >&2
      continue
    fi
    value=${line#*=}
    case $value in
      \"*\" | \'*\') [ ${#value} -lt 2 ] || value=${value:1:${#value}-2} ;;
    esac
    [ -n "${!name:-}" ] || export "$name=$value"
  done <"$1"
}

token_value() { # NAME: its value, or what NAME_FILE holds
  local file=${1}_FILE
  if [ -n "${!1:-}" ]; then
    printf '%s' "${!1}"
  elif [ -n "${!file:-}" ]; then
    [ -r "${!file}" ] || die 2 "$file: cannot be read · a file that holds the token"
    head -n 1 "${!file}"
  fi
}

# Ends with 2 on half a set of tokens: a stand-in for Slack must not come by surprise.
read_tokens() {
  local file=${RUN_ENV_FILE:-.env} # a test names /dev/null
  [ ! -f "$file" ] || read_env_file "$file"
  app_token=$(token_value SLACK_APP_TOKEN) || exit
  bot_token=$(token_value SLACK_BOT_TOKEN) || exit
  unset SLACK_APP_TOKEN SLACK_APP_TOKEN_FILE SLACK_BOT_TOKEN SLACK_BOT_TOKEN_FILE
  [ -n "$app_token$bot_token" ] || return 0
  [ -n "$bot_token" ] ||
    die 2 "SLACK_BOT_TOKEN: missing, while SLACK_APP_TOKEN is set · xoxb-… · api.slack.com/apps › OAuth & Permissions"
  [ -n "$app_token" ] ||
    die 2 "SLACK_APP_TOKEN: missing, while SLACK_BOT_TOKEN is set · xapp-…, scope connections:write · api.slack.com/apps › Basic Information › App-Level Tokens"
  [[ $app_token =~ ^xapp-[A-Za-z0-9-]+$ ]] ||
    die 2 "SLACK_APP_TOKEN: not an app-level token · xapp-…, scope connections:write, no quotes or spaces · api.slack.com/apps › Basic Information › App-Level Tokens"
  [[ $bot_token =~ ^xoxb-[A-Za-z0-9-]+$ ]] ||
    die 2 "SLACK_BOT_TOKEN: not a bot token · xoxb-…, no quotes or spaces · api.slack.com/apps › OAuth & Permissions"
  [ -z "$opt_once$opt_say" ] ||
    die 2 "--once and --say are not for a real workspace: the check would post there"
  [ -z "$opt_http" ] ||
    die 2 "--http is for the local Slack: a real one must be able to reach this machine"
  real_slack=1
  [ -z "$opt_port_given" ] || echo "run: --port is the local page's, which is not started" >&2
}
