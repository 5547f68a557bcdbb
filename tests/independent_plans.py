#!/usr/bin/env python3
"""Random plans against a model of their own: independent_plans.py --jarip FILE [--plans 200] [--seed 1] [--keep FOLDER]

Each plan is drawn with some of: alternates, blends, co-products, minimum lots, lot sizes, set-ups with costs and times,
shared resources, lanes with capacity, fixed cost and least shipments, one supplier, fixed shares, storage limits, receipts,
worth at the end, lost sales. It is written as tables for jarip, and as rows and columns by this file alone, as docs/formulas.md
(Plan) has them; these are solved by CBC (coinor-cbc). Both have to find the same least cost, within 1e-6 of what moves.
Exit 0: all agree; 1: some do not, and where they are kept; 77: there is no cbc.
"""
import argparse
import calendar
import csv
import datetime
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FIRST = datetime.date(2025, 1, 6)  # a Monday
DAY = datetime.timedelta(days=1)
SKIPPED = 77


class Draw:
    """A plan as tables: name -> rows."""

    def __init__(self, seed):
        draw = self.draw = random.Random(seed)
        self.weeks = draw.randint(3, 5)
        self.sites = [f"s{k}" for k in range(draw.randint(2, 4))]
        self.levels = [[f"i{level}{k}" for k in range(draw.randint(1, 2))] for level in range(draw.randint(1, 3))]
        self.items = {item: {"price": draw.randint(20, 200) * (level + 1), "holding": draw.choice([0, 0.1, 0.5])}
                      for level, items in enumerate(self.levels) for item in items}
        self.recipes, self.processes, self.coproducts, self.uses, self.lanes = {}, [], [], [], []
        self.demands, self.stock, self.receipts, self.sourcing = [], {}, [], []
        self.resources, self.most_origins = {}, {}
        self.has = {feature: draw.random() < 0.35 for feature in (
            "blends", "coproducts", "lots", "minimum", "setup", "resources", "setup_time", "lane_capacity", "fixed_cost", "least",
            "one_supplier", "shares", "maximum", "receipts", "worth", "lost")}
        self.draw_recipes()
        self.draw_processes()
        self.draw_ways()
        self.draw_rest()

    def draw_recipes(self):
        draw = self.draw
        for level, items in enumerate(self.levels):
            for item in items if level else []:
                slots = []
                for _ in range(draw.randint(1, 2)):
                    before = self.levels[level - 1]
                    parts = draw.sample(before, min(len(before), draw.randint(1, 2)))
                    blend = self.has["blends"] and len(parts) == 2
                    slots.append([{"item": part, "quantity": draw.randint(1, 3), "least": 0.2 if blend and k == 0 else 0,
                                   "most": 0.9 if blend and k == 0 else 1} for k, part in enumerate(parts)])
                self.recipes[item] = slots

    def draw_processes(self):
        draw = self.draw
        for site in self.sites[:2] if self.has["resources"] else []:
            self.resources[f"line-{site}"] = {"site": site, "capacity": draw.randint(30, 120)}
        for level, items in enumerate(self.levels):
            for item in items:
                for site in draw.sample(self.sites, draw.randint(1, 2)):
                    setup = self.has["setup"] and draw.random() < 0.5
                    process = {"process": f"p-{item}-{site}", "site": site, "item": item,
                               "capacity": draw.randint(10, 120) * 3 ** (len(self.levels) - 1 - level),
                               "cost": draw.randint(1, 9), "yield": draw.choice([1, 1, 0.9]), "days": draw.choice([0, 0, 2, 7]),
                               "lot": draw.randint(2, 6) if self.has["lots"] and draw.random() < 0.5 else None,
                               "minimum": draw.randint(3, 9) if self.has["minimum"] and draw.random() < 0.5 else None,
                               "setup": draw.randint(5, 60) if setup else 0}
                    self.processes.append(process)
                    if (line := f"line-{site}") in self.resources and draw.random() < 0.7:
                        takes = draw.choice([0, 2]) if self.has["setup_time"] else 0
                        self.uses.append({"process": process["process"], "resource": line, "quantity": draw.choice([0.5, 1]),
                                          "setup": takes})
                    if self.has["coproducts"] and level and draw.random() < 0.3:
                        along = draw.choice(self.levels[level - 1])
                        self.coproducts.append({"process": process["process"], "item": along, "quantity": 0.3})

    def draw_ways(self):
        draw = self.draw
        for item in self.items:
            for origin in self.sites:
                for target in self.sites:
                    if origin == target or draw.random() < 0.3:
                        continue
                    least = draw.randint(2, 6) if self.has["least"] and draw.random() < 0.3 else 0
                    self.lanes.append({"from": origin, "to": target, "item": item, "days": draw.choice([0, 0, 3, 7]),
                                       "cost": draw.choice([0.5, 1, 2]),
                                       "capacity": draw.randint(20, 80) if self.has["lane_capacity"] and draw.random() < 0.3 else None,
                                       "fixed": draw.randint(5, 30) if self.has["fixed_cost"] and draw.random() < 0.3 else 0,
                                       "least": least})

    def draw_rest(self):
        draw = self.draw
        for item in self.levels[-1]:
            for site in draw.sample(self.sites, draw.randint(1, 2)):
                price = self.items[item]["price"]
                lines = [(draw.randrange(7 * self.weeks), draw.randint(1, 25)) for _ in range(draw.randint(1, 3))]
                self.demands.append({"demand": f"d-{item}-{site}", "site": site, "item": item, "lines": lines,
                                     "late": draw.choice([0.5, 2]), "lost": price * draw.choice([1, 3]),
                                     "days": draw.choice([0, 7]) if self.has["lost"] and draw.random() < 0.7 else None})
        for item in self.items:
            for site in self.sites:
                if draw.random() < 0.3:
                    quantity = draw.randint(0, 12)
                    self.stock[site, item] = {"quantity": quantity, "worth": 0, "most_worth": 0,
                                              "maximum": quantity + draw.randint(0, 20) if self.has["maximum"] else None}
                    if self.has["worth"] and draw.random() < 0.5:
                        self.stock[site, item].update(worth=draw.choice([1, 5, 40]), most_worth=draw.randint(1, 10))
                elif self.has["receipts"] and draw.random() < 0.3:
                    self.receipts.append({"site": site, "item": item, "day": draw.randrange(7 * self.weeks), "quantity": draw.randint(1, 9)})
        if self.has["one_supplier"]:
            self.most_origins[draw.choice(self.sites)] = 1
        made = {(one["site"], one["item"]) for one in self.processes} | {
            (one["site"], along["item"]) for along in self.coproducts for one in self.processes if one["process"] == along["process"]}
        if self.has["shares"] and not self.most_origins:
            for demand in self.demands:
                origins = [lane["from"] for lane in self.lanes if (lane["to"], lane["item"]) == (demand["site"], demand["item"])
                           and (lane["from"], lane["item"]) in made]
                if len(origins) > 1 and (demand["site"], demand["item"]) not in made:
                    self.sourcing.append({"buyer": demand["site"], "item": demand["item"], "supplier": origins[0], "share": 0.6})
                    break

    def write(self, folder):
        def table(name, header, rows):
            with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header.split(",") + ["assumed"])
                writer.writerows([["" if cell is None else cell for cell in row] + ["true"] for row in rows])

        end = FIRST + DAY * (7 * self.weeks - 1)
        (folder / "model.toml").write_text(
            f'name = "drawn"\nhome = "KR"\nproduct = {json.dumps(self.levels[-1])}\nstart = {FIRST}\nend = {end}\nbucket = "week"\n')
        table("items", "item,unit,price,holding_cost_per_day", [[i, "u", one["price"], one["holding"]] for i, one in self.items.items()])
        table("sites", "site,company,country,max_origins", [[s, "c", "KR", self.most_origins.get(s)] for s in self.sites])
        table("recipes", "recipe,slot,item,quantity,min_share,max_share",
              [[item, f"k{k}", part["item"], part["quantity"], part["least"] or None, part["most"] if part["most"] < 1 else None]
               for item, slots in self.recipes.items() for k, slot in enumerate(slots) for part in slot])
        table("processes", "process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,lot_size,minimum_lot,setup_cost,below_cost",
              [[p["process"], p["site"], p["item"], p["item"] if p["item"] in self.recipes else None, p["capacity"], p["cost"], p["yield"],
                p["days"], p["lot"], p["minimum"], p["setup"], "true"] for p in self.processes])
        table("coproducts", "process,item,quantity", [[c["process"], c["item"], c["quantity"]] for c in self.coproducts])
        table("resources", "resource,site,capacity_per_month", [[r, one["site"], one["capacity"]] for r, one in self.resources.items()])
        table("uses", "process,resource,quantity,setup_quantity", [[u["process"], u["resource"], u["quantity"], u["setup"]] for u in self.uses])
        table("lanes", "origin,destination,item,transit_days,cost,capacity_per_month,fixed_cost,minimum",
              [[w["from"], w["to"], w["item"], w["days"], w["cost"], w["capacity"], w["fixed"], w["least"]] for w in self.lanes])
        table("demand", "demand,site,item,date,quantity,price,late_cost_per_day,lost_cost,max_late_days",
              [[d["demand"] if n == 0 else f'{d["demand"]}-{n}', d["site"], d["item"], FIRST + DAY * day, quantity, d["lost"], d["late"], d["lost"], d["days"]]
               for d in self.demands for n, (day, quantity) in enumerate(d["lines"])])
        table("stock", "site,item,quantity,maximum,value_at_end,valued_at_end",
              [[site, item, s["quantity"], s["maximum"], s["worth"] or None, s["most_worth"] or None] for (site, item), s in self.stock.items()])
        table("receipts", "site,item,date,quantity", [[r["site"], r["item"], FIRST + DAY * r["day"], r["quantity"]] for r in self.receipts])
        table("sourcing", "buyer,item,supplier,share,fixed", [[s["buyer"], s["item"], s["supplier"], s["share"], "true"] for s in self.sourcing])


class Model:
    """The same as rows and columns, in CPLEX's LP format."""

    def __init__(self, plan):
        self.plan = plan
        self.costs, self.rows, self.binaries, self.integers, self.limits = {}, [], [], [], []
        self.pools = {}  # (site, item, week): terms
        self.inflow = {}  # (buyer, item, week): column of each origin
        self.weeks = plan.weeks
        need = sum(quantity for d in plan.demands for _, quantity in d["lines"])
        held = sum(s["quantity"] + s["most_worth"] for s in plan.stock.values())
        self.most = 50.0 * (need + held + 20)
        self.running = self.find_running()
        self.useful = self.find_useful()
        for t in range(self.weeks):
            self.processes(t)
            self.ways(t)
        for number, demand in enumerate(plan.demands):
            for line, (day, quantity) in enumerate(demand["lines"]):
                self.demand(f"{number}_{line}", demand, day, quantity)
        self.shares()
        self.stocks()

    def makes(self, process):
        """Pools that it brings to."""
        along = [c["item"] for c in self.plan.coproducts if c["process"] == process["process"]]
        return {(process["site"], item) for item in [process["item"], *along]}

    def find_running(self):
        """Processes of which every slot can be filled: of the parts that can come the largest shares are enough."""
        plan = self.plan
        there = {pool for pool, s in plan.stock.items() if s["quantity"]} | {(r["site"], r["item"]) for r in plan.receipts}
        while True:
            running = [p for p in plan.processes if all(
                sum(part["most"] for part in slot if (p["site"], part["item"]) in there) >= 1
                and all((p["site"], part["item"]) in there for part in slot if part["least"])
                for slot in plan.recipes.get(p["item"], []))]
            more = {pool for p in running for pool in self.makes(p)}
            more |= {(w["to"], w["item"]) for w in plan.lanes if (w["from"], w["item"]) in there}
            if more <= there:
                return running
            there |= more

    def find_useful(self):
        """Pools from which a customer, or a place where something is worth something at the end, can be reached: nothing is made or sent for nobody."""
        plan = self.plan
        useful = {(d["site"], d["item"]) for d in plan.demands} | {pool for pool, s in plan.stock.items() if s["worth"]}
        while True:
            more = {(w["from"], w["item"]) for w in plan.lanes if (w["to"], w["item"]) in useful}
            more |= {(p["site"], part["item"]) for p in self.running if self.makes(p) & useful
                     for slot in plan.recipes.get(p["item"], []) for part in slot}
            if more <= useful:
                return useful
            useful |= more

    def column(self, name, cost=0.0):
        self.costs[name] = cost
        return name

    def row(self, terms, sense, value):
        self.rows.append((terms, sense, value))

    def months(self, t):
        days = [FIRST + DAY * (7 * t + k) for k in range(7)]
        return sum(1 / calendar.monthrange(day.year, day.month)[1] for day in days)

    def arrivals(self, t, days):
        begin, end = 7 * t + days, 7 * t + 7 + days
        shares = [(u, min(end, 7 * u + 7) - max(begin, 7 * u)) for u in range(t, self.weeks)]
        return [(u, share / 7) for u, share in shares if share > 0]

    def flow(self, site, item, t, name, factor):
        self.pools.setdefault((site, item, t), []).append((name, factor))

    def sent(self, site, item, t, days, name, units):
        arrives = self.arrivals(t, days)
        if not arrives:
            self.limits.append((name, 0))
        for u, share in arrives:
            self.flow(site, item, u, name, share * units)

    def processes(self, t):
        plan = self.plan
        taken = {}
        for p in self.running:
            if not self.makes(p) & self.useful:
                continue
            x = self.column(f'x_{p["process"]}_{t}'.replace("-", "_"), p["cost"])
            most = p["capacity"] * self.months(t)
            self.limits.append((x, most))
            self.sent(p["site"], p["item"], t, p["days"], x, p["yield"])
            along = [c for c in plan.coproducts if c["process"] == p["process"]]
            for c in along:
                self.sent(p["site"], c["item"], t, p["days"], x, c["quantity"])
            for item in {c["item"] for c in along} | ({p["item"]} if along else set()):
                waste = f'w_{p["site"]}_{item}_{t}'
                if waste not in self.costs:
                    self.flow(p["site"], item, t, self.column(waste), -1)
            for k, slot in enumerate(plan.recipes.get(p["item"], [])):
                filling = [(x, -1)]
                for part in slot:
                    u = self.column(f'u_{p["process"]}_{k}_{part["item"]}_{t}'.replace("-", "_"))
                    filling.append((u, 1 / part["quantity"]))
                    self.flow(p["site"], part["item"], t, u, -1)
                    self.row([(u, 1 / part["quantity"]), (x, -part["most"])], "<=", 0)
                    self.row([(u, 1 / part["quantity"]), (x, -part["least"])], ">=", 0)
                self.row(filling, "=", 0)
            if p["lot"]:
                n = self.column(f"n_{x}")
                self.integers.append(n)
                self.row([(x, 1), (n, -p["lot"])], "=", 0)
            uses = [use for use in plan.uses if use["process"] == p["process"]]
            z = None
            if p["minimum"] or p["setup"] or any(use["setup"] for use in uses):
                z = self.column(f"z_{x}", p["setup"])
                self.binaries.append(z)
                self.row([(x, 1), (z, -most)], "<=", 0)
                if p["minimum"]:
                    self.row([(x, 1), (z, -p["minimum"])], ">=", 0)
            for use in uses:
                taken.setdefault(use["resource"], []).extend([(x, use["quantity"])] + ([(z, use["setup"])] if use["setup"] else []))
        for resource, terms in taken.items():
            self.row(terms, "<=", plan.resources[resource]["capacity"] * self.months(t))

    def on_the_way(self, t, days):
        """Days of the ends of periods at which a unit sent in t is on the way."""
        share = dict(self.arrivals(t, days))
        left, total = 1.0, 0.0
        for u in range(t, self.weeks):
            left -= share.get(u, 0)
            total += max(0.0, left) * 7
        return total

    def ways(self, t):
        plan = self.plan
        between, inflow = {}, {}
        for w in plan.lanes:
            if (w["to"], w["item"]) not in self.useful:
                continue
            held = plan.items[w["item"]]["holding"] * self.on_the_way(t, w["days"]) if w["days"] else 0
            f = self.column(f'f_{w["from"]}_{w["to"]}_{w["item"]}_{t}', w["cost"] + held)
            self.flow(w["from"], w["item"], t, f, -1)
            self.sent(w["to"], w["item"], t, w["days"], f, 1)
            most = self.most if w["capacity"] is None else w["capacity"] * self.months(t)
            if w["capacity"] is not None:
                self.limits.append((f, most))
            if w["fixed"] or w["least"]:
                z = self.column(f"z_{f}", w["fixed"])
                self.binaries.append(z)
                self.row([(f, 1), (z, -most)], "<=", 0)
                self.row([(f, 1), (z, -w["least"])], ">=", 0)
            between.setdefault((w["from"], w["to"]), []).append(f)
            inflow.setdefault((w["to"], w["item"]), {})[w["from"]] = f
        for target, number in plan.most_origins.items():
            served = []
            for (origin, to), flows in between.items():
                if to != target:
                    continue
                z = self.column(f"serve_{origin}_{to}_{t}")
                self.binaries.append(z)
                served.append((z, 1))
                for f in flows:
                    self.row([(f, 1), (z, -self.most)], "<=", 0)
            if served:
                self.row(served, "<=", number)
        for s in plan.sourcing:
            flows = inflow.get((s["buyer"], s["item"]), {})
            self.inflow[s["buyer"], s["item"], t] = flows

    def shares(self):
        """Of what comes to a buyer, but for what it sent there itself and nobody used there."""
        for s in self.plan.sourcing:
            buyer, item = s["buyer"], s["item"]
            sent = {origin: {f"f_{buyer}_{origin}_{item}_{t}" for t in range(self.weeks)} & set(self.costs)
                    for origin in {origin for t in range(self.weeks) for origin in self.inflow[buyer, item, t]}}
            for t in range(self.weeks):
                terms = []
                for origin, f in self.inflow[buyer, item, t].items():
                    factor = (1 if origin == s["supplier"] else 0) - s["share"]
                    terms.append((f, factor))
                    if not sent[origin]:
                        continue
                    r, v = self.column(f"r_{origin}_{t}"), self.column(f"v_{origin}_{t}")
                    terms.append((r, -factor))
                    pool = self.pools.get((origin, item, t), [])
                    known = [(r, 1), (v, 1)] + ([(f"v_{origin}_{t - 1}", -1)] if t else [])
                    known += [(name, -share) for name, share in pool if name in sent[origin]]
                    self.row(known, "<=", 0)
                    self.row(known + [(name, -share) for name, share in pool if share < 0 and name != f], ">=", 0)
                    self.row([(v, 1), (f"h_{origin}_{item}_{t}", -1)], "<=", 0)
                    self.row([(r, 1), (f, -1)], "<=", 0)
                self.row(terms, "=", 0)

    def demand(self, name, demand, day, quantity):
        """Each line is a demand of its own."""
        due = day // 7
        gone = self.weeks if demand["days"] is None else (day + demand["days"]) // 7
        before = None
        for t in range(due, self.weeks):
            last = t + 1 == self.weeks
            y = self.column(f"y_{name}_{t}")
            b = self.column(f"b_{name}_{t}", 7 * demand["late"] + (demand["lost"] if last else 0))
            self.flow(demand["site"], demand["item"], t, y, -1)
            terms = [(y, 1), (b, 1)] + ([(before, -1)] if before else [])
            if t >= gone:
                self.limits.append((b, 0))
            if t == gone:
                terms.append((self.column(f"l_{name}_{t}", demand["lost"]), 1))
            self.row(terms, "=", quantity if t == due else 0)
            before = b

    def stocks(self):
        plan = self.plan
        pools = {(site, item) for site, item, _ in self.pools} | set(plan.stock) | {(r["site"], r["item"]) for r in plan.receipts}
        for site, item in sorted(pools):
            stock = plan.stock.get((site, item), {"quantity": 0, "maximum": None, "worth": 0, "most_worth": 0})
            before = None
            for t in range(self.weeks):
                h = self.column(f"h_{site}_{item}_{t}", 7 * plan.items[item]["holding"])
                if stock["maximum"] is not None:
                    self.limits.append((h, stock["maximum"]))
                comes = sum(r["quantity"] for r in plan.receipts if (r["site"], r["item"]) == (site, item) and r["day"] // 7 == t)
                comes += stock["quantity"] if t == 0 else 0
                self.row(self.pools.get((site, item, t), []) + [(h, -1)] + ([(before, 1)] if before else []), "=", -comes)
                before = h
            if stock["worth"]:
                left = self.column(f"left_{site}_{item}", -stock["worth"])
                self.limits.append((left, stock["most_worth"]))
                self.row([(left, 1), (before, -1)], "<=", 0)

    def text(self):
        def sum_of(terms):
            return " ".join(f"{factor:+.17g} {name}" for name, factor in terms) or "0 x_none"

        lines = ["Minimize", " cost: " + sum_of(self.costs.items()), "Subject To"]
        lines += [f" r{k}: {sum_of(terms)} {sense} {value:.17g}" for k, (terms, sense, value) in enumerate(self.rows) if terms]
        lines += ["Bounds"] + [f" 0 <= {name} <= {most:.17g}" for name, most in self.tightest().items()]
        if self.integers:
            lines += ["Generals", " " + " ".join(self.integers)]
        if self.binaries:
            lines += ["Binaries", " " + " ".join(self.binaries)]
        return "\n".join(lines + ["End", ""])

    def tightest(self):
        limits = {}
        for name, most in self.limits:
            limits[name] = min(most, limits.get(name, most))
        return limits


def solved_by_cbc(model, folder):
    (folder / "model.lp").write_text(model.text())
    done = subprocess.run(["cbc", str(folder / "model.lp"), "ratioGap", "1e-9", "allowableGap", "1e-7", "integerTolerance", "1e-9",
                           "primalTolerance", "1e-9", "solve", "solution", str(folder / "solution")], capture_output=True, text=True, check=False, timeout=300)
    head = (folder / "solution").read_text().split("\n", 1)[0] if (folder / "solution").exists() else done.stdout[-300:]
    if not head.startswith("Optimal"):
        raise RuntimeError(head)
    return float(head.split()[-1])


def solved_by_glpsol(folder):
    """CBC has been seen to end with a flow below 0: where it differs, the least cost is asked of another. None: not solved."""
    if shutil.which("glpsol") is None:
        return None
    report = folder / "report"
    subprocess.run(["glpsol", "--lp", str(folder / "model.lp"), "--mipgap", "0", "-o", str(report)], capture_output=True, check=False, timeout=300)
    for line in report.read_text().split("\n") if report.exists() else []:
        if line.startswith("Objective:"):
            return float(line.split("=")[1].split()[0])
    return None


def compare(jarip, seed, folder):
    plan = Draw(seed)
    tables = folder / "model"
    tables.mkdir()
    plan.write(tables)
    try:
        least = solved_by_cbc(Model(plan), folder)
    except RuntimeError as fault:
        return f"cbc: {fault}", ", ".join(name for name, used in plan.has.items() if used)
    done = subprocess.run([jarip, "plan", str(tables), "--json", "--lang", "en"], capture_output=True, text=True, check=False, timeout=300)
    used = ", ".join(name for name, used in plan.has.items() if used)
    if done.returncode != 0:
        return f"exit {done.returncode}: {done.stderr.strip()[:300]}", used
    found = json.loads(done.stdout)
    moves = sum(abs(cost) for cost in (found["costs"].values() if isinstance(found["costs"], dict) else []) if isinstance(cost, (int, float)))
    def differs(other):
        return abs(found["objective"] - other) > 1e-6 * max(moves, abs(other), 1e-9)

    if differs(least):
        other = solved_by_glpsol(folder)
        if other is not None and not differs(other):
            return None, used
        return f'jarip {found["objective"]:.9g} ({found["status"]}), cbc {least:.9g}', used
    return None, used


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jarip", required=True)
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None, help="a folder for those that differ")
    arguments = parser.parse_args()
    if shutil.which("cbc") is None:
        print("there is no cbc (package coinor-cbc)")
        sys.exit(SKIPPED)
    faults = 0
    for seed in range(arguments.seed, arguments.seed + arguments.plans):
        with tempfile.TemporaryDirectory() as name:
            fault, used = compare(arguments.jarip, seed, Path(name))
            if fault is None:
                continue
            faults += 1
            print(f"seed {seed} ({used}): {fault}", flush=True)
            if arguments.keep:
                shutil.copytree(name, arguments.keep / str(seed), dirs_exist_ok=True)
    print(f"{arguments.plans} plans, {faults} differ")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
