"""The same read and groupings by pandas: pandas_year.py text|numbers FILE.csv. Prints one line of JSON."""

import json
import resource
import sys
import time

import pandas

types, file = sys.argv[1:]
begin = time.perf_counter()
begin_cpu = time.process_time()
# text: codes keep their zeros, as jarip has them; numbers: what reads fastest.
year = pandas.read_csv(file, skipinitialspace=True, dtype={"k": str} if types == "text" else None)
read = time.perf_counter()
read_cpu = time.process_time()
by_exporter = year.groupby("i")["v"].sum()
by_product = year.groupby("k")["v"].sum()
by_both = year.groupby(["i", "k"])["v"].sum()
end = time.perf_counter()
print(
    json.dumps(
        {
            "system": f"pandas {types}",
            "read": read - begin,
            "group": end - read,
            "read_cpu": read_cpu - begin_cpu,
            "whole_cpu": time.process_time() - begin_cpu,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
            "exporters": len(by_exporter),
            "products": len(by_product),
            "cells": len(by_both),
            "total": float(by_both.sum()),
        }
    )
)
