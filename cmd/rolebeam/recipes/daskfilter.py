"""Labels a file of JSON lines on Dask: a JSON line of rolecall a posting.

    python recipes/daskfilter.py IN OUT [SCHEDULER]
    rolecall merge OUT/part-* -o roles.jsonl

SCHEDULER is the address of a cluster that is there, such as dask-jobqueue starts
on Slurm; without it, one of this machine is started. rolecall is on the path of
the workers, and they see the folders of IN, OUT and this script.
A filter knows only its partition: the lines that its rows are named by are
counted on here, and merge numbers the rows and tells their groups over all.
"""

import os
import re
import subprocess
import sys
import threading
from itertools import accumulate

from dask.distributed import Client

NAME = re.compile(rb'^\{"name":"-:(\d+)"')
FILTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "filter.sh")
BLOCK = 64 << 20  # a filter takes a quarter of a second to be as fast as it can be


def part(path, start):
    """The lines that begin in a block of a file."""
    with open(path, "rb") as file:
        file.seek(max(start - 1, 0))
        if start > 0:
            file.readline()
        lines = []
        while file.tell() < start + BLOCK and (line := file.readline()):
            lines.append(line)
        return lines


def count(path, start):
    return len(part(path, start))


def label(path, start, lines, out):
    """Writes the rows of a block, which so many lines stand before."""
    new = os.path.join(os.path.dirname(out), ".%s.%d" % (os.path.basename(out), os.getpid()))
    with subprocess.Popen(["sh", FILTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as rows, open(new, "wb") as file:
        threading.Thread(target=feed, args=(rows.stdin, part(path, start))).start()
        file.writelines(NAME.sub(lambda name: b'{"name":"-:%d"' % (int(name[1]) + lines), row) for row in rows.stdout)
    if rows.returncode:
        raise RuntimeError("%s: the filter ended with %d" % (out, rows.returncode))
    os.replace(new, out)  # whole or not at all, where a worker is lost


def feed(stdin, lines):
    with stdin:
        stdin.writelines(lines)


def main(source, out, scheduler=None):
    os.makedirs(out)
    starts = range(0, os.path.getsize(source), BLOCK)
    with Client(scheduler) if scheduler else Client(threads_per_worker=1, dashboard_address=None) as client:
        counts = client.gather(client.map(count, [source] * len(starts), starts))
        before = [0, *accumulate(counts)]
        names = [os.path.join(out, "part-%05d" % i) for i in range(len(starts))]
        client.gather([client.submit(label, source, *task, pure=False) for task in zip(starts, before, names)])


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:3]), *sys.argv[3:4])
