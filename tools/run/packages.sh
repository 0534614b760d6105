# Part of ./run (and of ./test): the Debian packages.

packages_to_build=(
  cmake ninja-build g++ pkg-config ccache
  libasio-dev libwebsocketpp-dev librdkafka-dev libhiredis-dev libcpp-httplib-dev
  nlohmann-json3-dev libssl-dev libcli11-dev libspdlog-dev prometheus-cpp-dev
  libutf8proc-dev libstemmer-dev libsodium-dev
  libgtest-dev libgmock-dev libbenchmark-dev python3
)
# redis-tools carries the server's program too; the package redis-server would only add a system
# service, which starts at once and stays when ./run is long gone.
packages_to_run=(redis-tools curl jq ca-certificates)
packages_for_kafka=(maven default-jre-headless)
packages_to_test=(redis-server patch python3-venv python3-yaml python3-jsonschema chromium
  chromium-driver python3-selenium)
# Any kubectl will do; Debian's would collide with one from elsewhere.
command -v kubectl >/dev/null || packages_to_test+=(kubernetes-client)
# Likewise Node: another origin's nodejs brings its own npm and collides with Debian's.
command -v node >/dev/null || packages_to_test+=(nodejs)
command -v npm >/dev/null || packages_to_test+=(npm)
# clang only recommends the sanitizers' own library; llvm's symbolizer names the lines of what they find.
packages_for_ci=(clang libclang-rt-dev llvm git)

missing_packages() { # NAME…
  printf '%s\n' "$@" | grep -vxFf <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
    sed -n 's/ installed$//p') || true
}

install_packages() {
  local wanted=("${packages_to_build[@]}" "${packages_to_run[@]}")
  [ -z "$opt_kafka" ] || wanted+=("${packages_for_kafka[@]}")
  ensure_packages "$opt_install" "$state/log/packages.log" "${wanted[@]}"
}

ensure_packages() { # MAY-INSTALL LOG NAME…
  local may=$1 log=$2 since missing as_root=()
  shift 2
  since=$(now_ms)
  missing=($(missing_packages "$@"))
  if [ ${#missing[@]} = 0 ]; then step packages "$since" "all there"; return; fi
  local line="apt-get install -y --no-install-recommends ${missing[*]}"
  [ -n "$may" ] || die 2 "these packages are missing: $line"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      die 2 "packages are missing and there is neither root nor sudo; an admin can run: $line"
    echo "Installing by sudo: ${missing[*]}"
    sudo -v || die 2 "sudo refused; an admin can run: $line"
    as_root=(sudo)
  fi
  with_progress here "packages (${#missing[@]})" "$log" \
    "${as_root[@]}" bash -c '
      export DEBIAN_FRONTEND=noninteractive
      apt-get -q update && exec apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends "$@"' apt "${missing[@]}" ||
    die 1 "could not install the packages"
}
