#!/usr/bin/env python3
"""Plans a model that plan_model.py wrote with PuLP and HiGHS alone, and with jarip: the same least cost.

    bench/plan_pulp.py FOLDER --jarip build/release/bin/jarip --highs HIGHS [--seconds 600]

The model is written anew from the tables as docs/formulas.md (Plan) has it, by nothing of jarip's. Where there is no PuLP, its
place is taken by plain lists (plain_lp.py), which take less time. HIGHS is the solver's program, in scripts/setup-highs's folder. Prints one line of JSON: seconds of the processor.
"""

import argparse
import calendar
import csv
import datetime
import json
import os
import re
import resource
import subprocess
import tempfile
import time
import tomllib
from collections import defaultdict
from pathlib import Path

try:
    import pulp
except ImportError:
    import plain_lp as pulp

DAY = datetime.timedelta(days=1)


def rows(folder, name):
    with open(folder / f"{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def weeks(first, last):
    """ISO weeks, clipped: offsets in days [begin, end) from the first day."""
    periods, day = [], first
    while day <= last:
        end = min(day + DAY * (7 - day.weekday()), last + DAY)
        periods.append(((day - first).days, (end - first).days))
        day = end
    return periods


def arrivals(periods, t, days):
    """(period, share) of what sets off evenly over period t and takes some days."""
    begin, end = periods[t][0] + days, periods[t][1] + days
    shares = [(u, min(end, b) - max(begin, a)) for u, (a, b) in enumerate(periods) if u >= t]
    return [(u, days / (end - begin)) for u, days in shares if days > 0]


def days_on_the_way(periods, t, days):
    """Days at the end of which a unit that set off in period t is on the way, within the horizon."""
    if days <= 0:
        return 0
    share = dict(arrivals(periods, t, days))
    total, left = 0, 1
    for u in range(t, len(periods)):
        left -= share.get(u, 0)
        total += max(0, left) * (periods[u][1] - periods[u][0])
    return total


class Plan:
    def __init__(self, folder):
        self.model = tomllib.loads((folder / "model.toml").read_text())
        self.first, self.last = self.model["start"], self.model["end"]
        self.periods = weeks(self.first, self.last)
        self.country = {}
        owner = {row["company"]: row["country"] for row in rows(folder, "companies")}
        for row in rows(folder, "sites"):
            self.country[row["site"]] = row.get("country") or owner[row["company"]]
        self.holding = {row["item"]: float(row["holding_cost_per_day"]) for row in rows(folder, "items")}
        self.lane = {row["item"]: (float(row["transit_days"]), float(row["cost"])) for row in rows(folder, "lanes")}
        self.slots = defaultdict(lambda: defaultdict(list))
        for row in rows(folder, "recipes"):
            self.slots[row["recipe"]][row["slot"]].append((row["item"], float(row["quantity"])))
        self.processes = rows(folder, "processes")
        self.demands = rows(folder, "demand")
        self.opening = defaultdict(float)
        for row in rows(folder, "stock"):
            self.opening[row["site"], row["item"]] += float(row["quantity"])
        self.problem = pulp.LpProblem("plan", pulp.LpMinimize)
        self.costs = []
        self.flow = defaultdict(list)  # by (pool, period): terms of what comes less what goes
        self.count = 0

    def length(self, t):
        return self.periods[t][1] - self.periods[t][0]

    def months(self, t):
        days = [self.first + DAY * d for d in range(*self.periods[t])]
        return sum(1 / calendar.monthrange(day.year, day.month)[1] for day in days)

    def column(self, cost):
        self.count += 1
        column = pulp.LpVariable(f"x{self.count}", 0)
        if cost:
            self.costs.append((column, cost))
        return column

    def sent(self, t, pool, column, days, units=1.0):
        """What arrives in time at a pool; nothing sets off that arrives after the end."""
        all_of_it = arrivals(self.periods, t, days)
        if not all_of_it:
            column.upBound = 0
        for u, share in all_of_it:
            self.flow[pool, u].append((column, units * share))

    def add(self, terms, sense, value):
        self.problem += pulp.LpConstraint(pulp.LpAffineExpression(terms), sense, rhs=value)

    def build(self):
        sources, targets = defaultdict(set), defaultdict(set)
        for site, item in self.opening:
            sources[item].add(site)
        for row in self.processes:
            sources[row["item"]].add(row["site"])
            for slot in self.slots[row["recipe"]].values() if row["recipe"] else []:
                for part, _ in slot:
                    targets[part].add(row["site"])
        for row in self.demands:
            targets[row["item"]].add(row["site"])
        for t in range(len(self.periods)):
            for row in self.processes:
                self.start(t, row)
            for item, sites in sources.items():
                for origin in sites:
                    for target in targets[item] - {origin}:
                        self.ship(t, item, origin, target)
        for row in self.demands:
            self.deliver(row)
        self.balance()
        self.problem.setObjective(pulp.LpAffineExpression(self.costs))

    def start(self, t, row):
        started = self.column(float(row["conversion_cost"]))
        self.add([(started, 1)], pulp.LpConstraintLE, float(row["capacity_per_month"]) * self.months(t))
        self.sent(t, (row["site"], row["item"]), started, float(row["cycle_days"]), float(row["yield"]))
        for slot in self.slots[row["recipe"]].values() if row["recipe"] else []:
            used = [(part, quantity, self.column(0)) for part, quantity in slot]
            self.add([(started, -1)] + [(u, 1 / quantity) for _, quantity, u in used], pulp.LpConstraintEQ, 0)
            for part, _, u in used:
                self.flow[(row["site"], part), t].append((u, -1))

    def ship(self, t, item, origin, target):
        days, cost = self.lane[item]
        if target == f"country:{self.country[origin]}":
            days, cost = 0, 0
        shipped = self.column(cost + self.holding[item] * days_on_the_way(self.periods, t, days))
        self.flow[(origin, item), t].append((shipped, -1))
        self.sent(t, (target, item), shipped, days)

    def deliver(self, row):
        wanted = [0.0] * len(self.periods)
        day = datetime.date.fromisoformat(row["date"])
        while day <= datetime.date.fromisoformat(row["until"]):
            offset = (day - self.first).days
            wanted[next(t for t, (a, b) in enumerate(self.periods) if a <= offset < b)] += float(row["quantity"])
            day += 7 * DAY
        before = None
        for t, quantity in enumerate(wanted):
            last = t + 1 == len(self.periods)
            owed = self.column(float(row["late_cost_per_day"]) * self.length(t) + last * float(row["lost_cost"]))
            delivered = self.column(0)
            self.flow[(row["site"], row["item"]), t].append((delivered, -1))
            terms = [(owed, 1), (delivered, 1)] + ([(before, -1)] if before is not None else [])
            self.add(terms, pulp.LpConstraintEQ, quantity)
            before = owed

    def balance(self):
        pools = sorted({pool for pool, _ in self.flow} | set(self.opening))
        for pool in pools:
            before = None
            for t in range(len(self.periods)):
                stock = self.column(self.holding[pool[1]] * self.length(t))
                terms = self.flow[pool, t] + [(stock, -1)] + ([(before, 1)] if before is not None else [])
                self.add(terms, pulp.LpConstraintEQ, -self.opening[pool] if t == 0 else 0)
                before = stock


def run(command, seconds):
    """Its output and seconds of the processor; nothing where it takes too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None, None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime - before.ru_utime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jarip", required=True)
    parser.add_argument("--highs", required=True)
    parser.add_argument("--seconds", type=float, default=600, help="that pass, for each of the two")
    args = parser.parse_args()
    result = {"model": args.folder.name}
    begin = time.process_time()
    plan = Plan(args.folder)
    plan.build()
    built = time.process_time() - begin
    with tempfile.TemporaryDirectory() as work:
        file = os.path.join(work, "plan.mps")
        plan.problem.writeMPS(file)
        result |= {"by": pulp.__name__, "built_s": round(built, 2), "written_s": round(time.process_time() - begin, 2),
                   "columns": plan.count, "rows": len(plan.problem.constraints)}
        output, seconds = run([args.highs, "--parallel", "off", file], args.seconds)
    if output:
        found = re.search(r"Objective value +: +(\S+)", output)
        result |= {"highs_solves_s": round(seconds, 2), "highs_cost": float(found[1]) if found else None}
    output, seconds = run([args.jarip, "plan", str(args.folder), "--threads", "1", "--json", "--quiet"], args.seconds)
    if output:
        answer = json.loads(output)
        result |= {"jarip_plans_s": round(seconds, 2), "jarip_cost": answer["objective"], "status": answer["status"],
                   "jarip_gap": answer["gap"]}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
