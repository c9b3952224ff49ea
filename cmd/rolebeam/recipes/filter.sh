#!/bin/sh
# Labels the JSON lines of standard input, for Spark's pipe and Hadoop Streaming.
# They give a task no lines at all, and take any exit code but 0 for a failed
# task, where rolecall says with 2 that there was nothing to read, and with 3
# that rows say of some postings why they could not be read.
IFS= read -r first || [ -n "$first" ] || exit 0
{ printf '%s\n' "$first"; cat; } | rolecall classify --quiet --format jsonl --jobs 1 -
code=$?
[ "$code" -eq 3 ] || exit "$code"
