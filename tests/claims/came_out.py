#!/usr/bin/env python3
"""What came out of the embedded model, and what it gives with other figures: recomputed and held against its README.md.

    python3 -B tests/claims/came_out.py --jarip PROGRAM [--update]

tests/claims/came_out.csv has a row for each figure: the command, and where in its JSON the figure stands (as in article.csv; `a+b` adds up; with `?`
what is not listed is zero). The test fails where the page says another figure.
"""
import csv
import json
import pathlib
import subprocess
import sys

import page_table
from article import at

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "korea-ai-server-2025"
TABLE = "| figure | came out | command |"


def figure(answer, places):
    total = 0.0
    for place in places.split("+"):
        try:
            total += at(answer, place.rstrip("?"))
        except StopIteration:
            if not place.endswith("?"):
                raise
    return total


def table(jarip):
    answers = {}
    lines = [TABLE, "|---|---|---|"]
    for row in csv.DictReader(open(ROOT / "tests" / "claims" / "came_out.csv", encoding="utf-8", newline="")):
        command = row["command"]
        if command not in answers:
            run = [jarip, *command.split(" "), "--json", str(MODEL)]
            answers[command] = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
        value = figure(answers[command], row["at"]) * float(row["factor"])
        lines.append(f"| {row['says']} | {value:.{row['digits']}g} {row['unit']} | `jarip {command}` |")
    return lines


if __name__ == "__main__":
    sys.exit(page_table.main(MODEL / "README.md", table, "the model"))
