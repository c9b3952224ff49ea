#!/bin/sh
# fetch.sh DIR: gets Flink, Spark, Dask, and Beam's job servers into DIR, some 1.6 GB,
# by pip and Maven. What is there stays.
#
# The engines come from Python's packages, which hold their jars; the job servers
# from Maven, as a class path.
set -eu
here=$(cd "$(dirname "$0")" && pwd) dir=$1
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
if [ ! -e "$dir/python/.done" ]; then
  python3 -m venv "$dir/python"
  "$dir/python/bin/pip" install --quiet setuptools wheel pyspark==3.5.7 'dask[distributed]==2026.8.0'
  # Of Flink its jars alone: their Python needs Beam of Python, and more.
  "$dir/python/bin/pip" install --quiet --no-deps apache-flink-libraries==1.19.3
  touch "$dir/python/.done"
fi
site=$("$dir/python/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
ln -sfn "$site/pyflink/lib" "$dir/flink"
ln -sfn "$site/pyspark" "$dir/spark"
for engine in flink spark; do
  [ ! -e "$dir/beam-$engine/.done" ] || continue
  rm -rf "$dir/beam-$engine"
  # Both engines bring the logger, and theirs must be the one.
  mvn --batch-mode --quiet --file "$here/pom.xml" --activate-profiles "$engine" dependency:copy-dependencies \
    -DincludeScope=runtime -DexcludeArtifactIds=slf4j-api -DoutputDirectory="$dir/beam-$engine"
  touch "$dir/beam-$engine/.done"
done
# Spark refuses a jar that it is given twice.
for jar in "$dir"/beam-spark/*.jar; do
  [ ! -e "$dir/spark/jars/${jar##*/}" ] || rm "$jar"
done
