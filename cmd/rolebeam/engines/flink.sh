#!/bin/sh
# flink.sh start ENGINES RUN: a job manager, WORKERS (2) task managers of two slots
# each, and Beam's job server, whose address it prints; ENGINES is what fetch.sh made,
# RUN a folder for logs and process numbers. FLINK_PORT (8081) is the job manager's.
# flink.sh taskmanager ENGINES RUN NAME: one more task manager, or one again.
# flink.sh stop ENGINES RUN
set -eu
here=$(cd "$(dirname "$0")" && pwd) command=$1
mkdir -p "$3"
engines=$(cd "$2" && pwd) run=$(cd "$3" && pwd) rest=${FLINK_PORT:-8081} workers=${WORKERS:-2}
. "$here/processes.sh"

# configure writes the cluster's configuration. A batch job is tried again only
# where that is asked for; and a task manager that is gone is missed after ten
# heartbeats.
configure() {
  logging
  cat >"$run/flink-conf.yaml" <<EOF
jobmanager.rpc.address: 127.0.0.1
jobmanager.rpc.port: $((rest + 1))
jobmanager.bind-host: 127.0.0.1
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: $rest
taskmanager.host: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
taskmanager.numberOfTaskSlots: 2
taskmanager.cpu.cores: 2
taskmanager.memory.task.heap.size: 384m
taskmanager.memory.task.off-heap.size: 0b
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.network.min: 64m
taskmanager.memory.network.max: 64m
taskmanager.memory.managed.size: 128m
taskmanager.memory.jvm-metaspace.size: 256m
taskmanager.memory.jvm-overhead.min: 192m
taskmanager.memory.jvm-overhead.max: 192m
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 20
restart-strategy.fixed-delay.delay: 1 s
heartbeat.interval: 3000
heartbeat.timeout: 30000
classloader.resolve-order: parent-first
EOF
}

# flink NAME MAIN MEMORY: starts a process of the cluster. Beam's classes are on
# its path: those that come with the job would be loaded and compiled anew for
# every job, and are gone while workers still end.
flink() {
  launch "$1" java $(opens) "-Xmx$3" -XX:MaxDirectMemorySize=400m "-Dlog4j.configurationFile=$run/log4j2.properties" \
    -cp "$engines/flink/*:$(ls "$engines"/beam-flink/*.jar | grep -v /flink- | paste -s -d:)" "$2" --configDir "$run"
}

taskmanager() { flink "$1" org.apache.flink.runtime.taskexecutor.TaskManagerRunner 512m; }

case $command in
start)
  configure
  flink jobmanager org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint 512m
  for number in $(seq "$workers"); do taskmanager "taskmanager$number"; done
  launch jobserver java $(opens) -Xmx512m "-Dlog4j.configurationFile=$run/log4j2.properties" -cp "$engines/beam-flink/*:$engines/flink/*" \
    org.apache.beam.runners.flink.FlinkJobServerDriver --flink-master="127.0.0.1:$rest" --job-host=127.0.0.1 --job-port=0 \
    --artifact-port=0 --expansion-port=0 --artifacts-dir="$run/artifacts"
  await jobmanager sh -c "curl -fsS http://127.0.0.1:$rest/overview | grep '\"slots-total\":$((2 * workers))'" >/dev/null
  await jobserver endpoint
  ;;
taskmanager) taskmanager "$4" ;;
stop) stop ;;
*) echo "flink.sh: start, taskmanager or stop" >&2 && exit 2 ;;
esac
