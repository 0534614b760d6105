# Part of ./test: what was skipped, by name and reason, and whether it may be.

# ctest's own skips stand in its output; those of GoogleTest and unittest, whose program passes,
# in the log of what each test printed.
list_skips() { # BUILD-DIR CTEST-OUTPUT -> "TEST: reason" lines
  sed -nE 's/.*Test +#[0-9]+: ([^ ]+) .*\*\*\*Skipped.*/\1: ctest skipped it/p' "$2"
  sed -nE -e 's/.*Test +#[0-9]+: ([^ ]+) .*\*\*\*Not Run.*\(Disabled\).*/\1: disabled/p' "$2"
  local log=$1/Testing/Temporary/LastTest.log
  [ -r "$log" ] || return 0
  awk '
    /^[0-9]+\/[0-9]+ Testing: / { test = $3 }
    /: Skipped$/ { getline reason; why = reason }
    /^\[  SKIPPED \] [^ ]+\.[^ ]+ \(/ { print test "/" $4 ": " (why ? why : "no reason given"); why = "" }
    / \.\.\. skipped / { name = $1; sub(/.* \.\.\. skipped /, ""); print test "/" name ": " $0 }
  ' "$log"
}

allowed_skip() { # TEST
  sed 's/ *#.*//' "$root/tests/allowed-skips.txt" | grep -qxF "$1"
}

name_skips() { # BUILD-DIR CTEST-OUTPUT; 1 when one may not be skipped
  local line bad=0
  while IFS= read -r line; do
    if allowed_skip "${line%%: *}"; then
      echo "skipped, as tests/allowed-skips.txt allows: $line"
    else
      echo "skipped, and tests/allowed-skips.txt does not name it: $line" >&2
      bad=1
    fi
  done < <(list_skips "$1" "$2" | sort -u)
  return $bad
}
