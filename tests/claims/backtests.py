#!/usr/bin/env python3
"""What jarip stress says of disruptions that have happened, beside what happened: recomputed and held against docs/models/backtests.md.

    python3 -B tests/claims/backtests.py --jarip build/dev/bin/jarip [--update]

Nothing is fitted: the test fails where the page says another figure than the program gives, never because the two differ.
"""
import csv
import json
import pathlib
import subprocess
import sys

import page_table

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "models" / "backtests.md"
TABLE = "| case | quantity | model | outcome | distance | source of the outcome |"


def stress(jarip, case):
    command = [jarip, "stress", str(ROOT / case["model"]), "--scenario", case["scenario"], "--json"]
    if case["home"]:
        command += ["--home", case["home"]]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def figure(run, metric):
    name, *rest = metric.split(":")
    if name == "delivered":
        first, last = rest
        return sum(day["delivered"] for day in run["days"] if first <= day["date"][:7] <= last) / 1e6
    if name == "lost":  # thousands of units that do not come in these months, usual deliveries given
        first, last = rest
        return sum(day["baseline"] - day["delivered"] for day in run["days"] if first <= day["date"][:7] <= last) / 1e3
    if name == "share":
        (day,) = (each for each in run["days"] if each["date"] == rest[0])
        return 100 * day["delivered"] / day["baseline"]
    if name == "recovered":
        return run["days_from_event"]["recovered"]
    if name == "lost_share":
        return 100 * run["lost_share"]
    if name == "company":
        return sum(each["lost_value"] for each in run["made"]["by_company"] if each["company"] == rest[0]) / 1e6
    raise SystemExit(f"backtests.csv: no metric {metric}")


def table(jarip):
    lines = [TABLE, "|---|---|---|---|---|---|"]
    with open(ROOT / "tests" / "claims" / "backtests.csv", encoding="utf-8", newline="") as file:
        for case in csv.DictReader(file):
            value = figure(stress(jarip, case), case["metric"])
            outcome = float(case["outcome"])
            shown = f"{value:.3g} {case['unit']}"
            points = case["unit"] == "%"
            distance = f"{value - outcome:+.2g} points" if points else f"{100 * (value / outcome - 1):+.0f} %"
            lines.append(f"| {case['case']} | {case['what']} | {shown} | {case['outcome']} {case['unit']} | {distance} | {case['source']} |")
    return lines


if __name__ == "__main__":
    sys.exit(page_table.main(PAGE, table, "the program"))
