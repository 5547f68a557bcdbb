#!/usr/bin/env python3
"""Every subcommand runs on models of other goods, says nothing of racks there, and on a terminal no line wider than 80 columns.

    python3 -B tests/claims/worlds.py --jarip build/dev/bin/jarip

Asked of what people read, in both languages: text, the words in JSON, the tables of CSV files, the report, the page of --html where one is built. Names that
programs read stay: keys of JSON, files and columns of CSV, words of options such as closed-border-racks. `jarip rack` is for designs of racks, and
`jarip trade` for customs tables: the model that they are held against is asked here, with a table of its own goods.
"""
import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORLDS = {"bicycle": ("port-strike", "NL", "bicycle", "871200"), "battery-2025": ("graphite-controls", "KR", "pack-lfp", "850760")}  # scenario, home, an item and its heading
RACK = re.compile(r"rack|랙|\bNVIDIA\b|\bserver|서버", re.IGNORECASE)
NAMES = re.compile(r'\b[a-z]+(?:[._][a-z]+)+\b|closed-border-racks|"racks"+:')  # what programs read: keys such as racks_obtained, a target
TARGETS = ("demand", "closed-border-racks=1", "domestic-content=0.1", "autonomy-days=20")
LANGUAGES = ("en", "ko")
PAGE = 80  # columns of a terminal


def width(line):
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)


def commands(model, scenario, customs):
    yield ["assess", model, "--draws", "4"]
    for by in ("country", "company", "stage", "site", "item"):
        yield ["origin", model, "--by", by]
    yield ["origin", model, "--view", "ownership"]
    yield ["origin", model, "--by", "country", "--cross", "item"]
    for extra in ("--rules", "--trade", "--without-design"):
        yield ["origin", model, extra]
    yield ["plan", model]
    yield ["plan", model, "--objective", "throughput"]
    yield ["plan", model, "--steady", "--path"]
    yield ["plan", model, "--steady", "--draws", "2"]
    yield ["plan", model, "--scenario", scenario]
    yield ["stress", model]
    for name in (scenario, "borders-closed", "all"):
        yield ["stress", model, "--scenario", name]
    yield ["stress", model, "--scenario", scenario, "--bounds", "--replan", "30"]
    for of in ("sites", "companies", "countries", "items"):
        yield ["stress", model, "--exposure", of]
    yield ["stress", model, "--leverage"]
    yield ["stress", model, "--years", "50"]  # E0504 where no event has a probability
    yield ["onshore", model]
    yield ["onshore", model, "--worth"]
    yield ["onshore", model, "--scenarios", "all"]
    for target in TARGETS:
        yield ["onshore", model, "--target", target]
    yield ["coalition", model]
    yield ["uncertain", model, "--draws", "4"]
    yield ["uncertain", model, "--draws", "4", "--scenario", scenario]
    for word in ("check", "show", "sources"):
        yield ["model", word, model]
    yield ["model", "diff", model, model]
    yield ["trade", "reconcile", model, *customs("")]
    yield ["model", "calibrate", model, *customs("--customs")]


def words(value):
    """The texts in a document, not its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words(each)
    elif isinstance(value, list):
        for each in value:
            yield from words(each)


class World:
    def __init__(self, jarip, name, folder):
        self.jarip, self.name, self.folder, self.faults = jarip, name, folder, []
        self.scenario, self.home, self.item, self.heading = WORLDS[name]
        self.model = f"models/{name}"
        with open(folder / "customs.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["period", "reporter", "partner", "product", "flow", "value"])
            for month in range(1, 13):
                table.writerow([f"2025-{month:02}", self.home, "CN", self.heading, "import", 1000])

    def customs(self, option):
        """The options of a comparison with the table; the model's own items may have no codes."""
        table = [option, str(self.folder / "customs.csv")] if option else [str(self.folder / "customs.csv")]
        return [*table, "--reporter", self.home, "--period", "2025", "--hs", self.heading, "--item", self.item]

    def run(self, command, codes=(0, 3)):  # 3: the target cannot be reached
        run = subprocess.run([self.jarip, *command], cwd=ROOT, capture_output=True, text=True)
        if run.returncode not in codes:
            self.faults.append(f"{' '.join(command)}: exit code {run.returncode}\n{run.stderr}")
        return run

    def look(self, texts, command):
        said = " ".join(command).replace(str(self.folder), "…")
        for text in texts:
            if RACK.search(NAMES.sub("", text)):
                self.faults.append(f"{said} says: {text}")

    def visit(self):
        for language in LANGUAGES:
            for command in commands(self.model, self.scenario, self.customs):
                command = [*command, "--lang", language]
                if "calibrate" in command:
                    command += ["--out", str(self.folder / f"calibrated-{language}")]
                # 1: figures that the table does not confirm
                run = self.run(command, (0, 1) if "trade" in command or "calibrate" in command else (0, 2, 3) if "--years" in command else (0, 3))
                if run.returncode == 2 and "E0504" not in run.stderr:
                    self.faults.append(f"{' '.join(command)}: exit code 2\n{run.stderr}")
                self.look(run.stdout.splitlines(), command)
                self.faults += [f"{' '.join(command)}: wider than {PAGE} columns: {line}" for line in run.stdout.splitlines() if width(line) > PAGE]
            for command in (["assess", self.model, "--draws", "0"], ["plan", self.model], ["origin", self.model], ["onshore", self.model],
                            ["stress", self.model, "--scenario", self.scenario]):
                command = [*command, "--lang", language, "--json"]
                run = self.run(command)
                if run.returncode == 0:
                    self.look(words(json.loads(run.stdout)), command)
                    with open(self.folder / f"{command[0]}-{language}.json", "w", encoding="utf-8") as file:
                        file.write(run.stdout)
            for kind in ("assess", "plan", "stress"):
                first = self.folder / f"{kind}-{language}.json"
                command = ["compare", str(first), str(first), "--lang", language]
                self.look(self.run(command).stdout.splitlines(), command)
            self.tables(language)
            self.page(language)

    def tables(self, language):
        for kind in ("assess", "plan", "stress"):
            into = self.folder / f"{kind}-{language}"
            command = [kind, self.model, "--lang", language, "--csv", str(into), "--xlsx", str(into) + ".xlsx", *(["--draws", "0"] if kind == "assess" else [])]
            self.run(command)
            for table in sorted(into.iterdir()) if into.exists() else ():
                lines = table.read_text(encoding="utf-8").splitlines()
                self.look(lines[1:], command)  # the first line has the columns

    def page(self, language):
        for kind in ("assess", "plan", "stress"):
            page = self.folder / f"{kind}-{language}.html"
            command = [kind, self.model, "--lang", language, "--html", str(page), *(["--draws", "0"] if kind == "assess" else [])]
            run = self.run(command, (0, 2))
            if run.returncode == 2:
                if "E0707" not in run.stderr:  # the page is not built
                    self.faults.append(f"{' '.join(command)}: exit code 2\n{run.stderr}")
                continue
            data = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
            if not data:
                self.faults.append(f"{' '.join(command)}: the page holds no data")
            for each in data:
                # its documents; beside them stand the texts of every view in both languages, that of racks too
                self.look(words(json.loads(each.replace("<\\/", "</"))["documents"]), command)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jarip", required=True)
    jarip = parser.parse_args().jarip
    faults = []
    for name in WORLDS:
        with tempfile.TemporaryDirectory() as folder:
            world = World(jarip, name, pathlib.Path(folder))
            world.visit()
            faults += world.faults
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
