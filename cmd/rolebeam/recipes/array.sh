#!/bin/sh
# array.sh OUT PATH...: one task of an array of jobs, on Slurm or as an indexed
# job of Kubernetes (set JOB_COMPLETIONS to its .spec.completions).
# It writes OUT/part-INDEX.jsonl; a task that was ended and is started again goes
# on where it was. When all are done:
#   rolecall merge OUT/part-*.jsonl -o OUT/all.jsonl
set -u
out=$1
shift
if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
  index=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN)) count=$SLURM_ARRAY_TASK_COUNT
else
  index=$JOB_COMPLETION_INDEX count=$JOB_COMPLETIONS
fi
mkdir -p "$out" || exit
rolecall batch --quiet --resume --shard "$index/$count" -o "$out/part-$index.jsonl" "$@"
code=$?
[ "$code" -eq 3 ] || exit "$code"
