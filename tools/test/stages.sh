# Part of ./test and .ci/run: minutes per stage, and ctest's own summary said last.

stage= stage_since= stage_lines=()

begin_stage() { # NAME
  end_stage
  stage=$1 stage_since=$SECONDS
}

end_stage() {
  local took
  [ -n "$stage" ] || return 0
  took=$((SECONDS - stage_since))
  stage_lines+=("$(printf '  %-22s %3d.%d min' "$stage" $((took / 60)) $((took % 60 / 6)))")
  stage=
}

end_stages() {
  end_stage
  echo "minutes per stage:"
  printf '%s\n' "${stage_lines[@]}"
}

# The last of ctest's results: what a reader, or a program, looks for at the end.
repeat_summary() { # OUTPUT
  awk '/^[0-9]+% tests passed/ { text = ""; on = 1 } on { text = text $0 "\n" }
       /^Total Test time/ { on = 0 } END { printf "%s", text }' "$1"
}
