"""Labels a DataFrame of postings on Spark: a JSON line of rolecall a posting.

    spark-submit --files recipes/filter.sh recipes/sparkfilter.py IN OUT [PARTITIONS]
    rolecall merge OUT/part-* -o roles.jsonl

IN is what Spark reads as JSON; any DataFrame will do whose columns rolecall
knows (id, title, company, description). The executors find rolecall by the path
(PATH) of the program that submits.
A filter knows only its partition: the lines that its rows are named by are
counted on here, and merge numbers the rows and tells their groups over all.
"""

import os
import re
import sys
from itertools import accumulate

from pyspark import StorageLevel
from pyspark.sql import SparkSession

NAME = re.compile(r'^\{"name":"-:(\d+)"')


def moved(row, lines):
    """The row, so many lines further down."""
    return NAME.sub(lambda name: '{"name":"-:%d"' % (int(name[1]) + lines), row)


def label(postings):
    """The rows of a DataFrame of postings, in its order."""
    lines = postings.toJSON().persist(StorageLevel.MEMORY_AND_DISK)
    counts = lines.mapPartitions(lambda part: [sum(1 for _ in part)]).collect()
    before = [0, *accumulate(counts)]
    # Without the path, pipe gives the filter an environment that is empty.
    rows = lines.pipe("sh filter.sh", env={"PATH": os.environ["PATH"]}, checkCode=True)
    return rows.mapPartitionsWithIndex(lambda i, part: (moved(row, before[i]) for row in part))


if __name__ == "__main__":
    spark = SparkSession.builder.appName("rolecall").getOrCreate()
    postings = spark.read.json(sys.argv[1])
    if len(sys.argv) > 3:
        postings = postings.coalesce(int(sys.argv[3]))
    label(postings).saveAsTextFile(sys.argv[2])
    spark.stop()
