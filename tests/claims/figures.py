#!/usr/bin/env python3
"""Figures of the embedded model that follow from published ones: recomputed and held against docs/models/figures.md.

    python3 -B tests/claims/figures.py --jarip PROGRAM [--update]

tests/claims/facts.csv holds published figures with who published them; figures.csv says how a cell of the model follows from them. A formula names
facts by their ids (with _low and _high the ends of their range), list prices of the model (`price_rack_hgx`: what items cost that are built up from parts)
and `mass_kg`, the mass of the item of a lane. `key` names rows as `--set` does; `;` stands between several keys of a part, `*` for any. `how`: each row has the figure, or the rows have it together (sum). Of rows matched by `*` those are
looked at that name a source and are not assumed; a row that is named must have one. A figure follows where it is the formula's within 1.5 %, or
rounded to the digits that the cell shows. The test fails for a cell that does not, and where the page counts otherwise.
"""
import csv
import fnmatch
import json
import pathlib
import subprocess
import sys

import page_table

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "claims"
MODEL = ROOT / "models" / "korea-ai-server-2025"
PAGE = ROOT / "docs" / "models" / "figures.md"
TABLE = "| table | rows | with a source | looked at here | that do not follow |"
KEYS = {
    "items": ["item"], "processes": ["process"], "resources": ["resource"], "demand": ["demand"],
    "recipes": ["recipe", "slot", "item"], "uses": ["process", "resource"], "capacity": ["target", "from"],
    "stock": ["site", "item"], "sourcing": ["buyer", "item", "supplier"], "lanes": ["origin", "destination", "item"],
    "events": ["scenario", "event"], "ranges": ["table", "key", "column"],
}
NEAR = 0.015


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key_of(table, row):
    parts = [row[column] for column in KEYS[table]]
    if table == "recipes" and not parts[1]:
        parts[1] = parts[2]
    if table == "lanes" and not parts[2]:
        parts[2] = "*"
    return parts


def names(pattern, parts):
    """Whether a key of figures.csv, such as */ssd-4t/samsung, names a row."""
    wanted = pattern.split("/")
    if len(wanted) < len(parts):  # * alone, and keys of ranges.csv that have slashes of their own
        wanted = ["*"] * len(parts) if pattern == "*" else [wanted[0], "/".join(wanted[1:-1]), wanted[-1]]
    return all(any(fnmatch.fnmatchcase(part, one) for one in want.split(";")) for want, part in zip(wanted, parts))


def sourced(row):
    return bool(row["source"]) and row.get("assumed") != "true"


def follows(cell, figure):
    shown = float(cell)
    if abs(shown - figure) <= NEAR * abs(figure):
        return True
    digits = cell.lower().split("e")[0].replace(".", "").lstrip("0").rstrip("0") if "." not in cell else cell.replace(".", "").lstrip("0")
    return float(f"{figure:.{max(len(digits), 1)}g}") == shown


def values():
    known = {}
    for fact in rows(HERE / "facts.csv"):
        for column, suffix in (("value", ""), ("low", "_low"), ("high", "_high")):
            if fact[column]:
                known[fact["fact"] + suffix] = float(fact[column])
    return known


def prices(jarip):
    shown = subprocess.run([jarip, "model", "show", str(MODEL), "--json"], check=True, capture_output=True, text=True).stdout
    items = [item for stage in json.loads(shown)["stages"] for item in stage["items"]]
    return {"price_" + item["item"].replace("-", "_"): item["price"] for item in items}


def table(jarip):
    known, tables = values() | prices(jarip), {name: rows(MODEL / f"{name}.csv") for name in KEYS}
    mass = {row["item"]: float(row["mass_kg"] or 0) for row in tables["items"]}
    checked, wrong = {name: set() for name in KEYS}, {name: 0 for name in KEYS}
    for claim in rows(HERE / "figures.csv"):
        name, column = claim["table"], claim["column"]
        named = "*" not in claim["key"]
        found = [(line, row) for line, row in enumerate(tables[name], 2) if names(claim["key"], key_of(name, row))]
        if claim["how"] == "each" and not named:
            found = [(line, row) for line, row in found if sourced(row) and row[column]]
            if name == "lanes":  # the mean of all Asian exports, or the rate to the United States
                to_us = "country:US" in claim["key"]
                air = "worldacd-via-air-2025" if not to_us else "michael-waugh-federal-2025"
                found = [(line, row) for line, row in found if row["source"] == air and (column != "cost" or not to_us or "5.51" in row["note"])]
                if column == "cost" and not to_us:
                    found = [(line, row) for line, row in found if row["item"] in mass and mass[row["item"]] and "mass of the item" in row["note"] and "back" not in row["note"]]
        if not found:
            sys.exit(f"figures.csv: {name} has no row {claim['key']}")
        for line, row in found:
            if named and claim["how"] == "each" and not sourced(row):
                sys.exit(f"{name}.csv:{line}: {'/'.join(key_of(name, row))} is assumed, but figures.csv says that it follows from a published figure")
        scope = dict(known, mass_kg=0.0)
        cells = [("sum of " + claim["key"], found[0][0], repr(sum(float(row[column]) for _, row in found)), None)] if claim["how"] == "sum" else [
            ("/".join(key_of(name, row)), line, row[column], row) for line, row in found]
        for key, line, cell, row in cells:
            if row is not None and name == "lanes":
                scope["mass_kg"] = mass.get(row["item"], 0.0)
            figure = eval(claim["formula"], {"__builtins__": {}}, scope)  # of this repository, not of users
            if not follows(cell, figure):
                wrong[name] += 1
                print(f"{name}.csv:{line}: {key}.{column} is {cell}, {claim['formula']} gives {figure:.6g}", file=sys.stderr)
        checked[name].update(line for line, _ in found)
    if any(wrong.values()):
        sys.exit(1)
    lines = [TABLE, "|---|---|---|---|---|"]
    total = [0, 0, 0]
    for name, listed in tables.items():
        counts = [len(listed), sum(map(sourced, listed)), len(checked[name])]
        total = [a + b for a, b in zip(total, counts)]
        lines.append(f"| {name} | {counts[0]} | {counts[1]} | {counts[2]} | {wrong[name]} |")
    lines.append(f"| together | {total[0]} | {total[1]} | {total[2]} | 0 |")
    return lines


if __name__ == "__main__":
    sys.exit(page_table.main(PAGE, table, "the model"))
