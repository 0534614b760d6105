# Part of tools/kafka/start.sh: the jars, from wherever the user's Maven gets its packages.

kafka_version() {
  local pom
  pom=$(sed -n 's:.*<kafka.version>\(.*\)</kafka.version>.*:\1:p' "$here/pom.xml")
  echo "${KAFKA_VERSION:-$pom}"
}

# Maven knows neither http(s)_proxy nor the system's certificates by itself. Its own settings
# (settings.xml, MAVEN_OPTS, .mvn) are read after these and win.
maven_network_options() {
  local url host port no
  url=${https_proxy:-${HTTPS_PROXY:-}}
  if [ -n "$url" ]; then
    host=${url#*://}; host=${host##*@}; host=${host%%/*}
    port=${host##*:}; [ "$port" != "$host" ] || port=3128
    echo "-Dhttps.proxyHost=${host%%:*} -Dhttps.proxyPort=$port"
    no=${no_proxy:-${NO_PROXY:-}}
    [ -z "$no" ] || echo "-Dhttp.nonProxyHosts=${no//,/|}"
  fi
  # Debian's store of the same certificates that every other program here trusts.
  if [ -s /etc/ssl/certs/java/cacerts ]; then
    echo "-Djavax.net.ssl.trustStore=/etc/ssl/certs/java/cacerts"
  fi
}

# Sets libs=build/kafka/VERSION/libs, filled. Two at once wait for each other; a fetch that was
# cut short is begun again, as the folder gets its name only when it is whole.
fetch_jars() {
  local version store
  version=$(kafka_version)
  store=$root/build/kafka
  libs=$store/$version/libs
  [ ! -d "$libs" ] || return 0
  command -v mvn >/dev/null || die "Maven is missing: apt-get install maven"
  mkdir -p "$store/$version" "$store/tmp"
  exec 8>"$store/fetch.lock"
  flock 8
  if [ -d "$libs" ]; then exec 8>&-; return 0; fi
  rm -rf "$libs.part"
  MAVEN_OPTS="-XX:-UsePerfData -Djava.io.tmpdir=$store/tmp $(maven_network_options | tr '\n' ' ')${MAVEN_OPTS:-}" \
    mvn -q -B -Dstyle.color=never -f "$here/pom.xml" "-Dkafka.version=$version" "-Dmaven.repo.local=$store/m2" \
    dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$libs.part" 1>&2 ||
    die "Maven could not fetch Kafka $version (its message is above)"
  mv "$libs.part" "$libs"
  exec 8>&-
}
