#!/usr/bin/env python3
"""Every subcommand runs on models of other goods, and says nothing of racks there.

    python3 -B tests/claims/worlds.py --jarip build/dev/bin/jarip

Asked of what people read, in both languages. Names that programs read stay: keys of JSON, words of options such as closed-border-racks.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORLDS = {"bicycle": "port-strike", "battery-2025": "graphite-controls"}
RACK = re.compile(r"rack|랙|\bNVIDIA\b|\bserver|서버", re.IGNORECASE)
TARGETS = ("demand", "closed-border-racks=1", "domestic-content=0.1", "autonomy-days=20")


def commands(model, scenario):
    yield ["assess", model]
    for by in ("country", "company", "stage", "site"):
        yield ["origin", model, "--by", by]
    yield ["origin", model, "--view", "ownership"]
    yield ["plan", model]
    yield ["plan", model, "--steady"]
    yield ["plan", model, "--scenario", scenario]
    yield ["stress", model]
    yield ["stress", model, "--scenario", scenario]
    yield ["stress", model, "--scenario", "borders-closed"]
    yield ["onshore", model]
    for target in TARGETS:
        yield ["onshore", model, "--target", target]
    for word in ("check", "show", "sources"):
        yield ["model", word, model]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jarip", required=True)
    jarip = parser.parse_args().jarip
    faults = []
    for name, scenario in WORLDS.items():
        for language in ("en", "ko"):
            for command in commands(f"models/{name}", scenario):
                run = subprocess.run([jarip, *command, "--lang", language], cwd=ROOT, capture_output=True, text=True)
                said = " ".join(command)
                if run.returncode not in (0, 3):  # 3: the target cannot be reached
                    faults.append(f"{said}: exit code {run.returncode}\n{run.stderr}")
                for line in run.stdout.splitlines():
                    if RACK.search(line):
                        faults.append(f"{said} --lang {language} says: {line}")
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "tables"
            run = subprocess.run([jarip, "plan", f"models/{name}", "--csv", str(page)], cwd=ROOT, capture_output=True, text=True)
            if run.returncode != 0:
                faults.append(f"plan {name} --csv: exit code {run.returncode}\n{run.stderr}")
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
