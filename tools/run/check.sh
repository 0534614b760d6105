# Part of ./run: one search typed, previewed, picked and posted at the local Slack, and how long
# each hop took. It judges by the local Slack's ledger alone, as a bystander would.

check_user=U0KIM check_channel=C0GENERAL
check_deadline_s=30
settle_s=1 # a second post, if there is one, has come by then
check_failed=1
result='{}'

twin_get() { curl -sS --noproxy '*' -m 10 "$twin_web/twin/$1"; }
twin_post() { # PATH JSON
  curl -sS --noproxy '*' -m 10 -H 'content-type: application/json' --data-binary "$2" "$twin_web/twin/$1"
}

# The ledger's lines since the check began, as one array with times in milliseconds.
ledger() {
  twin_get ledger | tail -n "+$((ledger_before + 1))" | jq -sc "$jq_defs"' map(.at |= ms)'
}
jq_defs='
def ms: if type == "number" then (if . > 1e11 then . else . * 1000 end)
  else (capture("^(?<s>[^.Z]+)(?<f>\\.[0-9]+)?Z?$") | ((.s + "Z") | fromdate) * 1000 + ((.f // ".0") | "0" + . | tonumber) * 1000) end;
def buttons: [.. | objects | select(.type? == "button" and ((.action_id? // "") | test("send")))];
'

play_check() {
  local since said answer previews button pressed image posts
  since=$(now_ms)
  said=${opt_say:-$default_say}
  ledger_before=$(twin_get ledger | wc -l)
  answer=$(twin_post say "$(jq -nc --arg u $check_user --arg c $check_channel --arg t "$said" '{user: $u, channel: $c, text: $t}')") ||
    fail_check "the local Slack did not take what was typed" || return 0
  result=$(jq -nc --arg said "$said" --argjson a "$answer" --arg broker "${opt_kafka:+kafka}" --arg transport "${opt_http:+http}" \
    '{said: $said, previews: 0, posted: null, posts: 0, ack_ms: $a.ack_ms, preview_ms: null, post_ms: null,
      broker: (if $broker == "" then "embedded" else $broker end), transport: (if $transport == "" then "socket" else $transport end)}')
  [ "$(jq .acked <<<"$answer")" = true ] ||
    fail_check "what was typed was not acked: $answer" || return 0
  await previews 1 count_previews || fail_check "no preview came within $check_deadline_s s" || return 0
  button=$(see | jq -c "$jq_defs"'buttons[0]')
  image=$(see | jq -r "$jq_defs"'first(.. | objects | select(.image_url?) | .image_url)')
  pressed=$(twin_post press "$(jq -nc --arg u $check_user --argjson b "$button" '{user: $u, message: "last", action_id: $b.action_id}')") ||
    fail_check "the local Slack did not take the press" || return 0
  await posts 1 count_posts || fail_check "nothing was posted within $check_deadline_s s: $pressed" || return 0
  sleep "$settle_s"
  posts=$(count_posts)
  note_times "$previews" "$posts" "$button" "$image"
  step "check" "$since"
  tell_hops
  [ "$posts" = 1 ] || fail_check "the sticker was posted $posts times" || return 0
  check_failed=0
}

see() { twin_get "see?user=$check_user&channel=$check_channel"; }
count_previews() { see | jq "$jq_defs"'buttons | length'; }
count_posts() { ledger | jq '[.[] | select(.kind == "visible" and .to == "all")] | length'; }

# Sets VARIABLE to what COMMAND counts, once that is at least LEAST.
await() { # VARIABLE LEAST COMMAND
  local until=$((SECONDS + check_deadline_s)) seen
  while :; do
    seen=$($3 2>/dev/null) || seen=0
    printf -v "$1" %s "${seen:-0}"
    [ "${seen:-0}" -lt "$2" ] || return 0
    [ $SECONDS -lt $until ] || return 1
    sleep 0.02
  done
}

# What the ledger says: the command's envelope, the first preview, the press's envelope, the post.
note_times() { # PREVIEWS POSTS BUTTON IMAGE
  local lines
  lines=$(ledger)
  result=$(jq -c --argjson l "$lines" --argjson previews "$1" --argjson posts "$2" --argjson button "$3" --arg user $check_user '
    ([$l[] | select(.kind == "envelope" and .user == $user)]) as $sent
    | ([$l[] | select(.kind == "visible" and .to == $user)][0]) as $preview
    | ([$l[] | select(.kind == "visible" and .to == "all")][0]) as $post
    | .previews = $previews | .posts = $posts
    | .posted = ($button.value | (try (fromjson | .sticker // .id // .s) catch null) // .)
    | .preview_ms = ($preview.at - $sent[0].at | round)
    | .post_ms = ($post.at - $sent[-1].at | round)' <<<"$result")
}

tell_hops() {
  jq -r '"  typed       \(.said)\n  acked       after \(.ack_ms) ms\n  previews    \(.previews), after \(.preview_ms) ms\n  picked      \(.posted)\n  posted      \(.posts) time, \(.post_ms) ms after the press"' <<<"$result"
}

fail_check() { # TEXT; returns 1, so that the caller can leave
  local name
  echo "run: check failed: $*" >&2
  for name in "${services[@]}"; do
    echo "  $name:" >&2
    tail -n 4 "$state/log/$name.log" | cut -c 1-300 | sed 's/^/  | /' >&2
  done
  echo "  logs: $state_name/log/" >&2
  return 1
}

print_result() { echo "$result"; }
