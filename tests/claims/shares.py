#!/usr/bin/env python3
"""Shares that must come out of the embedded model, beside published ones: recomputed with jarip and held against docs/models/shares.md.

    python3 -B tests/claims/shares.py --jarip build/dev/bin/jarip [--update]

tests/claims/shares.csv holds one published figure a row: what it is, how the model's own figure is computed, and the band of the publications.
A figure is in band, or out with its distance; the test fails where the page says anything else, never because a figure is out.
"""
import collections
import csv
import json
import pathlib
import subprocess
import sys

import page_table

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "korea-ai-server-2025"
PAGE = ROOT / "docs" / "models" / "shares.md"
TABLE = "| quantity | model | published | band | verdict | source |"
MONTHS = 12
QUARTERS = 9  # months of the customs figures


def rows(name):
    with open(MODEL / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mean_capacity(resource):
    """Its own figure, or the mean of its rows in capacity.csv, which begin quarters of the year."""
    if resource["capacity_per_month"]:
        return float(resource["capacity_per_month"])
    steps = {each["from"]: float(each["capacity_per_month"]) for each in rows("capacity") if each["target"] == resource["resource"]}
    assert sorted(steps) == ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"], resource["resource"]
    return sum(steps.values()) / 4


class Month:
    """The steady month of the model: what is made where, what flows, and at which prices; `without`: a demand that is left out."""

    def __init__(self, jarip, without=""):
        what_if = ["--set", f"demand:{without}.quantity=0"] if without else []
        plan = json.loads(self.run(jarip, "plan", str(MODEL), "--steady", "--json", *what_if))
        shown = json.loads(self.run(jarip, "model", "show", str(MODEL), "--json"))
        self.price = {item["item"]: item["price"] for stage in shown["stages"] for item in stage["items"]}
        self.site = {each["site"]: each for each in rows("sites")}
        processes = {each["process"]: each for each in rows("processes")}
        self.owner = {each["process"]: self.site[each["site"]]["company"] for each in processes.values()}
        self.item = {each["process"]: each["item"] for each in processes.values()}
        self.started = collections.defaultdict(float)
        self.made = collections.defaultdict(float)
        for each in plan["production"]:
            process = processes[each["process"]]
            self.started[each["process"]] += each["started"]
            self.made[each["process"]] += each["started"] * float(process["yield"] or 1)
        self.flows = plan["flows"]
        self.uses = [(each["process"], each["resource"], float(each["quantity"])) for each in rows("uses")]
        self.capacity = {each["resource"]: mean_capacity(each) for each in rows("resources")}

    @staticmethod
    def run(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def country(self, place):
        return place.removeprefix("country:") if place.startswith("country:") else self.site[place]["country"]

    def amount(self, items, companies=None, weight=None):
        return sum(
            made * (weight or self.price)[self.item[process]]
            for process, made in self.made.items()
            if self.item[process] in items and (companies is None or self.owner[process] in companies)
        )

    def flow(self, items, way):
        origin, destination = way.split(">")
        total = 0.0
        for each in self.flows:
            a, b = self.country(each["from"]), self.country(each["to"])
            if each["item"] in items and a != b and origin in ("*", a) and destination in ("*", b):
                total += each["quantity"] * self.price[each["item"]]
        return total

    def used(self, resources, items=None):
        return sum(
            quantity * self.started[process]
            for process, name, quantity in self.uses
            if name in resources and (items is None or self.item[process] in items)
        )


def split(text):
    return text.split(";") if text else []


def model_figure(month, claim):
    kind, items, of = claim["kind"], split(claim["items"]), split(claim["of"])
    if kind in ("total", "total_share"):
        weight = dict((name, float(factor)) for name, factor in (each.split("*") for each in items))
        whole = month.amount(weight, weight=weight)
        if kind == "total":
            return MONTHS * whole / 1e9
        return 100 * month.amount(of, weight=weight) / whole
    if kind == "made":
        return 100 * month.amount(items, of) / month.amount(items)
    if kind == "made_units":
        units = dict.fromkeys(items, 1.0)
        return 100 * month.amount(items, of, units) / month.amount(items, None, units)
    if kind == "worth":
        return MONTHS * month.amount(items) / 1e9
    if kind == "use":
        return 100 * month.used(items) / sum(month.capacity[each] for each in items)
    if kind == "use_share":
        return 100 * month.used(items, of) / month.used(items)
    if kind == "flow":
        return MONTHS * month.flow(items, of[0]) / 1e9
    if kind == "flow9":
        return QUARTERS * month.flow(items, of[0]) / 1e6
    if kind == "flow_share":
        return 100 * month.flow(items, of[0]) / month.flow(items, "*>" + of[0].split(">")[1])
    raise SystemExit(f"shares.csv: no kind {kind}")


def short(value):
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def verdict(figure, claim):
    low, high = float(claim["low"] or claim["published"]), float(claim["high"] or claim["published"])
    shown = float(short(figure).replace(",", ""))
    if low <= shown <= high:
        return "in band"
    return f"{short(low - figure)} below" if figure < low else f"{short(figure - high)} above"


def table(jarip):
    with open(ROOT / "tests" / "claims" / "shares.csv", encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    months = {without: Month(jarip, without) for without in {claim["without"] for claim in claims}}
    lines = [TABLE, "|---|---|---|---|---|---|"]
    for claim in claims:
        figure = model_figure(months[claim["without"]], claim)
        band = f"{claim['low'] or claim['published']} – {claim['high'] or claim['published']}" if claim["low"] or claim["high"] else ""
        what = claim["what"] + (f" ({claim['input']} given)" if claim["input"] else "")
        lines.append(f"| {what} | {short(figure)} | {claim['published']} | {band} | {verdict(figure, claim)} | {claim['source']} |")
    return lines


if __name__ == "__main__":
    sys.exit(page_table.main(PAGE, table, "the model"))
