#!/usr/bin/env bash
# How many seconds of the processor, and how many megabytes, each file of a
# folder of hostile inputs takes: batch with one worker, each file at most 120 s.
# usage: measure.sh ROLECALL DIR
set -u
rolecall=$1 dir=$2
printf '%-34s %6s %8s %8s %8s\n' file exit seconds MB rows
for file in "$dir"/*; do
  [ -f "$file" ] || continue
  python3 - "$rolecall" "$file" <<'PY'
import os, resource, subprocess, sys
rolecall, file = sys.argv[1:]
with open(os.devnull, "wb") as null:
    p = subprocess.Popen([rolecall, "batch", "-q", "--jobs", "1", file], stdout=subprocess.PIPE, stderr=null)
    try:
        out, _ = p.communicate(timeout=120)
        code = p.returncode
    except subprocess.TimeoutExpired:
        p.kill()
        out, _ = p.communicate()
        code = "late"
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%-34s %6s %8.1f %8.0f %8d" % (os.path.basename(file), code, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, out.count(b"\n")), flush=True)
PY
done
