#!/usr/bin/env python3
"""A small change of the default model leaves its plan about as quick to find.

    python3 -B tests/small_changes.py --jarip PROGRAM [--changes N] [--seed N]

The first change gives one receipt of the model (work in progress of a die) to another item; it once made a plan of seconds run for minutes. The others are
drawn: a receipt of another item, or a figure of a table halved or doubled. Each plan has to be proven best within ten times the time of the unchanged model's.
"""
import argparse
import csv
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "korea-ai-server-2025"
FIGURES = {"processes": "capacity_per_month", "demand": "quantity", "stock": "target_days", "lanes": "transit_days", "receipts": "quantity"}
TIMES = 10


def read(file):
    with open(file, encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return rows


def write(file, rows):
    with open(file, "w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def other_item(folder, row, item):
    rows = read(folder / "receipts.csv")
    said = f"receipts.csv: {rows[row]['item']} at {rows[row]['site']} is {item}"
    rows[row]["item"] = item
    write(folder / "receipts.csv", rows)
    return said


def drawn(folder, random_numbers):
    if random_numbers.random() < 0.3:
        receipts = read(folder / "receipts.csv")
        items = sorted({each["item"] for each in receipts})
        return other_item(folder, random_numbers.randrange(len(receipts)), random_numbers.choice(items))
    table = random_numbers.choice(sorted(FIGURES))
    column = FIGURES[table]
    rows = read(folder / f"{table}.csv")
    at = random_numbers.choice([i for i, row in enumerate(rows) if row[column]])
    factor = random_numbers.choice([0.5, 2])
    said = f"{table}.csv, row {at + 1}: {column} × {factor}"
    rows[at][column] = repr(float(rows[at][column]) * factor)
    write(folder / f"{table}.csv", rows)
    return said


def plan(jarip, folder, limit=None):
    """Seconds, and what the answer is called."""
    limits = ["--time-limit", str(limit)] if limit else []
    began = time.monotonic()
    run = subprocess.run([jarip, "plan", str(folder), "--threads", "1", "--quiet", "--json", *limits], capture_output=True, text=True)
    took = time.monotonic() - began
    return took, json.loads(run.stdout)["status"] if run.stdout else run.stderr.strip().split("\n")[0]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--jarip", required=True)
    options.add_argument("--changes", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    random_numbers = random.Random(options.seed)
    usual, status = plan(options.jarip, MODEL)
    print(f"unchanged: {usual:.1f} s, {status}")
    slow = 0
    for change in range(options.changes):
        with tempfile.TemporaryDirectory() as base:
            folder = pathlib.Path(base) / "model"
            shutil.copytree(MODEL, folder)
            if change == 0:
                row = next(i for i, each in enumerate(read(folder / "receipts.csv")) if each["item"] == "die-intel")
                said = other_item(folder, row, "substrate-chip")
            else:
                said = drawn(folder, random_numbers)
            took, status = plan(options.jarip, folder, limit=TIMES * usual)
            print(f"{said}: {took:.1f} s, {status}", flush=True)
            slow += status != "optimal"
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
