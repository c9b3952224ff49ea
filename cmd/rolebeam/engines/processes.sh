# What flink.sh and spark.sh share: the processes of an engine, each with its log
# and its number in $run. Every address is on loopback.

# launch NAME COMMAND...: starts a process that goes on when this script has ended.
launch() {
  name=$1
  shift
  "$@" >"$run/$name.log" 2>&1 </dev/null &
  echo $! >"$run/$name.pid"
}

# await NAME COMMAND...: until a command gives something, and prints that.
await() {
  name=$1
  shift
  for _ in $(seq 240); do
    if said=$("$@" 2>/dev/null) && [ -n "$said" ]; then
      echo "$said"
      return
    fi
    kill -0 "$(cat "$run/$name.pid")" || break
    sleep 0.5
  done
  echo "$name does not answer:" >&2
  tail -n 20 "$run/$name.log" >&2
  return 1
}

# endpoint: the address of the job service, which picks a free port of its own:
# told a port, it would listen on all addresses of the machine.
endpoint() { sed -n 's/.*JobService started on localhost:/127.0.0.1:/p' "$run/jobserver.log"; }

# alive: the processes of the engine that have not ended.
alive() {
  for file in "$run"/*.pid; do
    [ -e "$file" ] || continue
    ! kill -0 "$(cat "$file")" 2>/dev/null || cat "$file"
  done
}

# stop: ends all of them.
stop() {
  for signal in TERM KILL; do
    for pid in $(alive); do kill -s "$signal" "$pid" || true; done
    for _ in $(seq 60); do
      [ -n "$(alive)" ] || break
      sleep 0.25
    done
  done
  rm -f "$run"/*.pid
}

# logging: writes the configuration of log4j, by which the job server says its address.
logging() {
  cat >"$run/log4j2.properties" <<EOF
rootLogger.level = WARN
rootLogger.appenderRef.console.ref = console
appender.console.name = console
appender.console.type = CONSOLE
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} %m%n
logger.jobs.name = org.apache.beam.runners.jobsubmission
logger.jobs.level = INFO
EOF
}

# opens: what both engines need of Java 17, which hides it.
opens() {
  for package in lang lang.invoke lang.reflect io net nio text time util util.concurrent util.concurrent.atomic util.concurrent.locks; do
    echo "--add-opens=java.base/java.$package=ALL-UNNAMED"
  done
  for package in nio.ch nio.cs security.action util.calendar; do
    echo "--add-opens=java.base/sun.$package=ALL-UNNAMED"
  done
}
