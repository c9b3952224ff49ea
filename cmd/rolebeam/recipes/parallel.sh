#!/bin/sh
# parallel.sh N OUT PATH...: N shards by GNU parallel, on this machine or, with
# PARALLEL='--sshloginfile hosts', on others that see the same folders; their rows
# are joined in OUT. OUT.parts keeps the shards until then: what was stopped goes
# on when the same command is given again.
set -eu
here=$(cd "$(dirname "$0")" && pwd) n=$1 out=$2
shift 2
mkdir -p "$out.parts"
seq 0 $((n - 1)) | parallel --joblog "$out.parts/log" --resume-failed --quote \
  env JOB_COMPLETION_INDEX='{}' JOB_COMPLETIONS="$n" sh "$here/array.sh" "$out.parts" "$@"
rolecall merge --quiet "$out.parts"/part-*.jsonl -o "$out" || [ $? -eq 3 ]
rm -rf "$out.parts"
