# Part of ./run: which systems it runs on. Plain enough for an old bash, as it is what says no.

require_debian() {
  local id= version=
  case $(uname -s) in
    Linux) ;;
    Darwin) die 2 "macOS is not supported: run it in a Debian 13 container or virtual machine" ;;
    *) die 2 "$(uname -s) is not supported: run it in a Debian 13 container or virtual machine (Windows: WSL with Debian)" ;;
  esac
  if [ -r /etc/os-release ]; then
    id=$(. /etc/os-release && echo "${ID:-}")
    version=$(. /etc/os-release && echo "${VERSION_ID:-}")
  fi
  case $id-$version in
    debian-12 | debian-13) ;;
    ubuntu-*) die 2 "Ubuntu ${version} is not tried: run it in a Debian 13 container or virtual machine" ;;
    *) die 2 "this system (${id:-unknown} ${version}) is not Debian 12 or 13: run it in a Debian 13 container or virtual machine" ;;
  esac
}
