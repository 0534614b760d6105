# Part of ./run (and of ./test): the build, preset `release` in build/.

programs=(sticker-gateway sticker-worker sticker-poster stickerctl slack-twin sticker-broker)
memory_per_job_kb=1000000 # one file needs 620 MB

job_count() {
  local cores free_kb jobs
  cores=$(nproc)
  free_kb=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo)
  jobs=$((free_kb / memory_per_job_kb))
  if [ "$jobs" -gt "$cores" ]; then jobs=$cores; fi
  if [ "$jobs" -lt 1 ]; then jobs=1; fi
  echo "$jobs"
}

# build/ is shared by all ./run and ./test of a checkout: one builds at a time.
build_preset() { # PRESET LOG TARGET…
  local preset=$1 log=$2
  shift 2
  mkdir -p "$root/.run"
  with_progress own "build ($preset)" "$log" flock "$root/.run/build.lock" bash -c '
    set -e
    preset=$1 jobs=$2
    shift 2
    cmake --preset "$preset"
    cmake --build --preset "$preset" -j "$jobs" --target "$@"' build "$preset" "$(job_count)" "$@" ||
    die 1 "the build failed"
}

build_programs() { build_preset release "$state/log/build.log" "${programs[@]}"; }
