#!/usr/bin/env python3
"""Writes a supply chain of a given size as a model folder: the same bytes for the same arguments.

    bench/plan_model.py FOLDER --items 200 --sites 20 --weeks 26 [--levels 6] [--alternates 1] [--seed 1]

Items stand in levels; each is made at a few sites of two to four items of the levels above, one slot in five with an
alternate. Products are the last level. Demand is so large that about one capacity in ten binds.
"""

import argparse
import csv
import datetime
import random
from pathlib import Path

COUNTRIES = ["KR", "TW", "US", "CN", "JP", "MY", "SG", "MX", "VN", "TH", "DE", "NL"]
FIRST = datetime.date(2025, 1, 6)  # a Monday


def table(folder, name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def chain(args, draw):
    """Items by level, the makers of each, and what each is made of: slots of (item, quantity)."""
    levels = [[] for _ in range(args.levels)]
    for i in range(args.items):
        levels[i * args.levels // args.items].append(f"i{i:04}")
    sites = [f"s{i:03}" for i in range(args.sites)]
    makers, slots = {}, {}
    for level, items in enumerate(levels):
        for item in items:
            makers[item] = draw.sample(sites, min(len(sites), draw.randint(1, args.alternates + 1)))
            slots[item] = []
            for _ in range(draw.randint(2, 4) if level else 0):
                parts = draw.sample(levels[level - 1], 2 if draw.random() < 0.2 else 1)
                slots[item].append([(part, draw.randint(1, 4)) for part in parts])
    return levels, sites, makers, slots


def needs(levels, slots, wanted):
    """Units of each item for the products wanted, first parts only."""
    need = dict.fromkeys((item for items in levels for item in items), 0.0)
    need.update(wanted)
    for items in reversed(levels):
        for item in items:
            for slot in slots[item]:
                part, quantity = slot[0]
                need[part] += need[item] * quantity
    return need


def prices(levels, slots, draw):
    """What the dearest parts cost, with the lowest yield, and some value added."""
    price = {}
    for items in levels:
        for item in items:
            parts = sum(max(price[part] * quantity for part, quantity in slot) for slot in slots[item])
            price[item] = round((1 + parts) / 0.9 * draw.uniform(1.1, 1.5), 2)
    return price


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--levels", type=int, default=6)
    parser.add_argument("--alternates", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw = random.Random(args.seed)
    folder = args.folder
    folder.mkdir(parents=True, exist_ok=True)
    levels, sites, makers, slots = chain(args, draw)
    products = levels[-1]
    customers = ["KR", "US", "DE"]
    wanted = {(product, country): draw.randint(5, 40) for product in products for country in customers}
    need = needs(levels, slots, {p: sum(wanted[p, c] for c in customers) for p in products})
    price = prices(levels, slots, draw)
    end = FIRST + datetime.timedelta(weeks=args.weeks)
    (folder / "model.toml").write_text(
        f'name = "generated"\ntitle = "Generated"\nhome = "KR"\nproduct = {products[:8]!r}\n'.replace("'", '"')
        + f"start = {FIRST}\nend = {end}\nbucket = \"week\"\n")
    table(folder, "stages", "stage,order,name", [[f"l{i}", i + 1, f"Level {i}"] for i in range(args.levels)])
    table(folder, "items", "item,stage,unit,price,holding_cost_per_day,assumed",
          [[item, f"l{level}", "piece", price[item], round(price[item] * 0.0005, 6), "true"]
           for level, items in enumerate(levels) for item in items])
    table(folder, "companies", "company,country,name",
          [[f"c{i:03}", COUNTRIES[i % 12], f"Company {i}"] for i in range(args.sites)])
    table(folder, "sites", "site,company,country,name,assumed",
          [[site, f"c{i:03}", COUNTRIES[i % 12], f"Site {i}", "true"] for i, site in enumerate(sites)])
    table(folder, "recipes", "recipe,item,quantity,slot,assumed",
          [[f"r-{item}", part, quantity, f"k{k}", "true"]
           for item in slots for k, slot in enumerate(slots[item]) for part, quantity in slot])
    rows = []
    for item, places in makers.items():
        for site in places:
            share = draw.uniform(0.9, 2.0) / len(places)
            rows.append([f"p-{item}-{site}", site, item, f"r-{item}" if slots[item] else "",
                         round(need[item] * share * 52 / 12 + 1, 1), round(price[item] * draw.uniform(0.05, 0.2), 3),
                         draw.choice([1, 1, 0.98, 0.9]), draw.choice([2, 5, 7, 14]), "true"])
    table(folder, "processes",
          "process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,assumed", rows)
    table(folder, "lanes", "origin,destination,item,transit_days,cost,assumed",
          [["*", "*", item, draw.choice([2, 4, 7, 20]), round(price[item] * 0.01, 4), "true"] for item in makers])
    table(folder, "demand", "demand,site,item,date,quantity,every,until,price,lost_cost,late_cost_per_day,assumed",
          [[f"d-{product}-{country}", f"country:{country}", product, FIRST, quantity, "week",
            end - datetime.timedelta(days=1), price[product] * 2, price[product] * 2,
            round(price[product] * 0.01, 3), "true"] for (product, country), quantity in wanted.items()])
    table(folder, "stock", "site,item,quantity,assumed",
          [[site, item, round(need[item] * 2 / len(places), 1), "true"]
           for item, places in makers.items() for site in places])


if __name__ == "__main__":
    main()
