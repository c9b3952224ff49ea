#!/bin/sh
# xargs.sh N OUT PATH...: N shards, as many at a time as there are processors, and
# their rows joined in OUT. batch alone uses all processors of a machine: this is
# the pattern for processes that are started elsewhere, by ssh or a scheduler.
set -eu
here=$(dirname "$0") n=$1 out=$2
shift 2
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT
seq 0 $((n - 1)) | xargs -P "$(nproc)" -I '{}' env JOB_COMPLETION_INDEX='{}' JOB_COMPLETIONS="$n" sh "$here/array.sh" "$parts" "$@"
rolecall merge --quiet "$parts"/part-*.jsonl -o "$out" || [ $? -eq 3 ]
