# Part of tools/kafka/start.sh: one broker in a folder: DIR/{server.properties,data,log,pid,bootstrap}.

cluster_id=c3RpY2tlci1ib3QtMDAwMQ   # any 16 bytes in base64; it never leaves this machine
start_deadline_s=60
stop_deadline_s=10

running() { # DIR
  local pid
  pid=$(cat "$1/pid" 2>/dev/null) || return 1
  [ -r "/proc/$pid/stat" ] && ! grep -q '^[0-9]* (.*) Z' "/proc/$pid/stat" &&
    tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$1/server.properties"
}

# A port below the kernel's own range, so that no outgoing connection takes it meanwhile.
free_port() {
  local port
  while :; do
    port=$((10240 + (RANDOM * 32768 + RANDOM) % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
}

# Two ports, kept over a restart in the same DIR so that clients find it again.
write_properties() { # DIR
  local client controller
  client=$(free_port)
  controller=$(free_port)
  cat >"$1/server.properties" <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
listeners=PLAINTEXT://127.0.0.1:$client,CONTROLLER://127.0.0.1:$controller
advertised.listeners=PLAINTEXT://127.0.0.1:$client
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs=$1/data
num.network.threads=2
num.io.threads=4
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.cleaner.dedupe.buffer.size=16777216
broker.heartbeat.interval.ms=300
broker.session.timeout.ms=1500
END
}

# A session of its own: Ctrl-C in a terminal is the caller's business, who stops it in order.
java_run() { # DIR ARGUMENTS…
  local dir=$1
  shift
  exec setsid java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    "-Djava.io.tmpdir=$dir/tmp" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$libs/*" "$@"
}

# Asks for the metadata of no topic (Metadata v1) and reads the number of live brokers.
brokers_answering() { # PORT
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf '\0\0\0\16\0\3\0\1\0\0\0\7\377\377\0\0\0\0' >&3
    set -- $(head -c 12 <&3 | od -An -tu1)
    [ $# = 12 ] && [ "${12}" -ge 1 ]
  ) 2>/dev/null
}

# Sets broker_pid; DIR/bootstrap names the address once it answers.
start_broker() { # DIR
  local dir=$1 port until
  ! running "$dir" || die "one is running in $dir already (pid $(cat "$dir/pid"))"
  rm -f "$dir/bootstrap"
  mkdir -p "$dir/tmp"
  [ -s "$dir/server.properties" ] || write_properties "$dir"
  port=$(sed -n 's/^advertised.listeners=.*://p' "$dir/server.properties")
  (java_run "$dir" kafka.tools.StorageTool format -t "$cluster_id" \
    -c "$dir/server.properties" --ignore-formatted) >>"$dir/log" 2>&1 8>&- ||
    die "could not format $dir/data: $(tail -n 3 "$dir/log")"
  (java_run "$dir" -Xms128m -Xmx384m kafka.Kafka "$dir/server.properties") \
    >>"$dir/log" 2>&1 </dev/null &
  broker_pid=$!
  echo "$broker_pid" >"$dir/pid"
  until=$((SECONDS + start_deadline_s))
  while ! timeout 5 bash -c "$(declare -f brokers_answering); brokers_answering $port"; do
    kill -0 "$broker_pid" 2>/dev/null || die "ended while starting: $(tail -n 5 "$dir/log")"
    [ $SECONDS -lt $until ] || { stop_broker "$dir"; die "no answer in $start_deadline_s s, see $dir/log"; }
    sleep 0.1
  done
  echo "127.0.0.1:$port" >"$dir/bootstrap"
}

stop_broker() { # DIR
  local dir pid until
  dir=$(cd "$1" 2>/dev/null && pwd) || return 0
  running "$dir" || { rm -f "$dir/pid" "$dir/bootstrap"; return 0; }
  pid=$(cat "$dir/pid")
  kill "$pid"
  until=$((SECONDS + stop_deadline_s))
  while running "$dir" && [ $SECONDS -lt $until ]; do sleep 0.05; done
  ! running "$dir" || kill -9 "$pid"
  rm -f "$dir/pid" "$dir/bootstrap"
}
