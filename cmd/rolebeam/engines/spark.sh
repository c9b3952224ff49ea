#!/bin/sh
# spark.sh start ENGINES RUN: a standalone master, WORKERS (2) of a core each, and
# Beam's job server, whose address it prints; ENGINES is what fetch.sh made, RUN a
# folder for logs and process numbers. SPARK_PORT (7077) is the master's.
# spark.sh stop ENGINES RUN
set -eu
here=$(cd "$(dirname "$0")" && pwd) command=$1
mkdir -p "$3"
engines=$(cd "$2" && pwd) run=$(cd "$3" && pwd) workers=$(seq "${WORKERS:-2}")
. "$here/processes.sh"
master=spark://127.0.0.1:${SPARK_PORT:-7077}
export SPARK_HOME="$engines/spark" SPARK_LOCAL_IP=127.0.0.1 SPARK_DAEMON_MEMORY=384m

# jars: what the job server's path holds goes to every executor with every job,
# file by file: so of Spark not what no job of Beam asks for.
jars() {
  ls "$engines"/beam-spark/*.jar
  ls "$SPARK_HOME"/jars/*.jar | grep -Ev '/(hive|kubernetes|spark-(hive|kubernetes|mesos|mllib|graphx|repl|yarn)|mesos|parquet|orc|arrow|breeze|spire|datanucleus|derby|rocksdb|scala-compiler|antlr|cats|algebra|zookeeper|curator|.*-(aarch_64|osx|kqueue))'
}

case $command in
start)
  logging
  launch master "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "${master##*:}" --webui-port 0
  await master grep 'I have been elected leader' "$run/master.log" >/dev/null
  for number in $workers; do
    worker=worker$number
    launch "$worker" "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores 1 --memory 1g --work-dir "$run/$worker" "$master"
  done
  # Beam's jars stand before Spark's, whose Guava is too old for them.
  launch jobserver java $(opens) -Xmx512m "-Dlog4j2.configurationFile=$run/log4j2.properties" \
    -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 -Dspark.ui.enabled=false -Dspark.executor.memory=700m \
    "-Dspark.executor.extraClassPath=$engines/beam-spark/*" -cp "$(jars | paste -s -d:)" \
    org.apache.beam.runners.spark.SparkJobServerDriver --spark-master-url="$master" --job-host=127.0.0.1 --job-port=0 \
    --artifact-port=0 --expansion-port=0 --artifacts-dir="$run/artifacts"
  for number in $workers; do
    await "worker$number" grep 'Successfully registered' "$run/worker$number.log" >/dev/null
  done
  await jobserver endpoint
  ;;
stop) stop ;;
*) echo "spark.sh: start or stop" >&2 && exit 2 ;;
esac
