"""The adaptive regional input–output model (Hallegatte 2008; Guan et al. 2020) as one writes it with NumPy, to compare with.

    economy_numpy.py FOLDER DAYS

Written from docs/formulas.md to be read, without any of jarip. Reads the folders that economy_model writes. Prints a line of JSON.
"""

import csv
import json
import resource
import sys
import time

import numpy as np

PSI, TARGET_DAYS, TAU_INVENTORY, ALPHA_MAX, TAU_ALPHA = 0.8, 90, 60, 1.25, 365
FIRST_DAY, DAYS = 10, 60  # of the one event that economy_model writes: the first node stops


def rows(path):
    with open(path, newline="") as file:
        yield from csv.DictReader(file)


class Economy:
    def __init__(self, folder):
        nodes = list(rows(f"{folder}/nodes.csv"))
        place = {node["node"]: i for i, node in enumerate(nodes)}
        names = sorted({node["sector"] for node in nodes})
        sector = np.array([names.index(node["sector"]) for node in nodes])
        self.final_demand = np.array([float(node["final_demand"]) for node in nodes])
        flows = list(rows(f"{folder}/flows.csv"))
        self.supplier = np.array([place[flow["supplier"]] for flow in flows])
        buyer = np.array([place[flow["buyer"]] for flow in flows])
        self.flow = np.array([float(flow["value"]) for flow in flows])
        self.size = len(nodes)
        self.usual = self.final_demand + self.sum_by(self.supplier, self.flow, self.size)
        # An input is what a node buys of one sector.
        keys, self.input = np.unique(buyer * len(names) + sector[self.supplier], return_inverse=True)
        self.input_buyer = keys // len(names)
        self.use = self.sum_by(self.input, self.flow, len(keys))

    @staticmethod
    def sum_by(group, values, size):
        return np.bincount(group, weights=values, minlength=size)

    def run(self, days):
        """What all nodes together make less than usual."""
        usual, use, buyer = self.usual, self.use, self.input_buyer
        stock = TARGET_DAYS * use
        order = self.flow.copy()
        alpha = np.ones(self.size)
        production = usual.copy()
        lost = 0.0
        for day in range(days):
            there = np.ones(self.size)
            if FIRST_DAY <= day < FIRST_DAY + DAYS:
                there[0] = 0
            demand = self.final_demand + self.sum_by(self.supplier, order, self.size)
            if day >= 2:
                zeta = np.divide(demand - production, demand, out=np.zeros(self.size), where=demand > 0)
                # What is rounding here is exactly nothing in jarip, whose sums at rest are its baselines.
                zeta[np.abs(zeta) < 1e-13] = 0
                change = np.where(zeta == 0, 1 - alpha, (ALPHA_MAX - alpha) * zeta)
                alpha = np.maximum(1, alpha + change / TAU_ALPHA)
            left = there * alpha
            wanted = np.minimum(demand, usual * left)
            level = wanted / usual
            reserve = max(1, PSI * TARGET_DAYS) * use * level[buyer]
            enough = np.divide(stock, reserve, out=np.ones(len(use)), where=reserve > 0)
            share = np.ones(self.size)
            np.minimum.at(share, buyer, enough)
            production = wanted * share
            lost += (usual - production).sum()
            filled = np.divide(production, demand, out=np.zeros(self.size), where=demand > 0)
            arrived = self.sum_by(self.input, order * filled[self.supplier], len(use))
            used = use * (production / usual)[buyer]
            stock = np.maximum(0, stock - used) + arrived
            missing = np.maximum(0, TARGET_DAYS * use * level[buyer] - stock)
            need = (used + missing / TAU_INVENTORY) / use
            reachable = self.sum_by(self.input, self.flow * left[self.supplier], len(use))
            need[reachable == 0] = 0
            order = need[self.input] * self.flow
        return lost


def main():
    start = time.perf_counter()
    economy = Economy(sys.argv[1])
    read = time.perf_counter()
    read_cpu = time.process_time()
    lost = economy.run(int(sys.argv[2]))
    print(
        json.dumps(
            {
                "read": read - start,
                "read_cpu": read_cpu,
                "run": time.perf_counter() - read,
                "run_cpu": time.process_time() - read_cpu,
                "lost": lost,
                "links": len(economy.flow),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
