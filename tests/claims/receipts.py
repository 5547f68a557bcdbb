#!/usr/bin/env python3
"""What is in work and on the way when the year begins: recomputed from the steady month and held against the model's receipts.csv.

    python3 -B tests/claims/receipts.py --jarip PROGRAM [--update]

Of each item at each site that makes it: what a month makes × (days in work + days on the way), ÷ the days of a month. Without it the first racks of a
plan by month would come out in summer. The test fails where a row is more than a hundredth off, or is missing.
"""
import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "korea-ai-server-2025"
DAYS = 365 / 12  # of a month
NOTE = "work in progress and on the way, at the rates of the steady month"
LEAST = 1e-3  # less than this is not listed
OFF = 0.01


def rows(name):
    with open(MODEL / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def transit(lanes, country, flow):
    """Days of the way that the flow takes: the row that names its ends most closely; none to a country's own customers."""
    ends = {}
    for end in ("from", "to"):
        place = flow[end]
        ends[end] = [place] if place.startswith("country:") else [place, "country:" + country[place]]
    for origin in [*ends["from"], "*"]:
        for destination in [*ends["to"], "*"]:
            if origin == "*" and ends["from"][-1] == flow["to"]:
                return 0.0
            if (days := lanes.get((origin, destination, flow["item"]))) is not None:
                return days
    return 0.0


def in_work(jarip):
    """By site and item, units."""
    plan = json.loads(subprocess.run([jarip, "plan", str(MODEL), "--steady", "--json"], check=True, capture_output=True, text=True).stdout)
    country = {each["site"]: each["country"] for each in rows("sites")}
    lanes = {(each["origin"], each["destination"], each["item"]): float(each["transit_days"] or 0) for each in rows("lanes")}
    processes = {each["process"]: each for each in rows("processes")}
    units = collections.defaultdict(float)
    for each in plan["production"]:
        row = processes[each["process"]]
        units[row["site"], row["item"]] += each["started"] * float(row["yield"] or 1) * float(row["cycle_days"] or 0) / DAYS
    for flow in plan["flows"]:
        if flow["from"] != flow["to"]:
            units[flow["from"], flow["item"]] += flow["quantity"] * transit(lanes, country, flow) / DAYS
    return {key: value for key, value in sorted(units.items()) if value > LEAST}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jarip", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    units = in_work(options.jarip)
    if options.update:
        with open(MODEL / "receipts.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["site", "item", "date", "quantity", "assumed", "note"])
            for (site, item), value in units.items():
                out.writerow([site, item, "2025-01-01", f"{value:.4g}", "true", NOTE])
        return 0
    said = {(each["site"], each["item"]): float(each["quantity"]) for each in rows("receipts")}
    faults = 0
    for key in sorted(said.keys() | units.keys()):
        a, b = said.get(key, 0.0), units.get(key, 0.0)
        if abs(a - b) > OFF * max(a, b):
            faults += 1
            print(f"receipts.csv says {a:.4g} of {key[1]} at {key[0]}, the steady month gives {b:.4g}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
