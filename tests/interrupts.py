#!/usr/bin/env python3
"""Interrupts long analyses at random moments: interrupts.py --jarip FILE [--model FOLDER] [--moments N] [--longest SECONDS] [--command TEXT]

At each moment SIGINT is sent, as Ctrl-C does. Within two seconds of computing time the program ends: with exit code 4 and a whole
document that says `interrupted` (of a plan and of investments with `bound` and `gap`, null where they are not known), with code 4 and nothing on standard
output where there was no result yet, or with 0 where it was done first (with 3 and `infeasible` where that is what the whole command says). Moments are drawn by a fixed seed, as shares of what the whole command takes; fifty of them as it stands.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

SEED = 13
MOST_SECONDS = 2.0  # of computing, from the signal to the end
TICKS = os.sysconf("SC_CLK_TCK")

COMMANDS = (
    ("plan",),
    ("plan", "--scenario", "taiwan-strait"),
    ("plan", "--steady"),
    ("plan", "--steady", "--path"),
    ("onshore",),
    ("onshore", "--target", "domestic-content=0.11"),
    ("onshore", "--target", "demand"),
    ("onshore", "--budget", "1.41e10", "--target", "closed-border-racks"),
    ("onshore", "--years", "5", "--budget-by-year", "1e9"),
    ("onshore", "--scenarios", "taiwan-strait"),
    ("origin",),
    ("stress", "--scenario", "taiwan-strait"),
    ("coalition",),
    ("coalition", "--rate", "1"),
)
WITH_GAP = ("plan", "onshore")  # results of these say how near they are to the best


def computed(pid):
    """Seconds that a process has computed, all its threads."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def run(jarip, command, after):
    """Exit code, output, and what was computed before the signal; None: it was done first."""
    with tempfile.TemporaryFile() as output, subprocess.Popen(
            [jarip, *command, "--json", "--lang", "en"], stdout=output, stderr=subprocess.DEVNULL) as process:
        at = None
        began = time.monotonic()
        if after is not None:
            while process.poll() is None and time.monotonic() - began < 600:
                if computed(process.pid) >= after:
                    at = computed(process.pid)
                    process.send_signal(signal.SIGINT)
                    break
                time.sleep(0.01)
        process.wait(timeout=600)
        output.seek(0)
        return process.returncode, output.read().decode(), at


def fault_of(command, code, output, signalled, took, whole_code):
    if took is not None and took > MOST_SECONDS:
        return f"computed for {took:.1f} s after the signal"
    if code not in (whole_code, 4):
        return f"exit code {code}"
    if not output:
        return None if code == 4 else f"nothing was said, with exit code {code}"
    try:
        document = json.loads(output)
    except ValueError as error:
        return f"no whole document: {error}"
    if code == 3 and document.get("status") != "infeasible":
        return "exit code 3 without saying infeasible"
    if code in (0, 3):
        return None
    if not signalled:
        return "exit code 4 without a signal"
    status = document.get("status")
    if status not in (None, "interrupted", "feasible", "unknown", "limit"):
        return f"status {status} with exit code 4"
    # A frontier says it point by point, a comparison and a roadmap of each of their two answers.
    said = {str(key).rpartition("_")[2] for key in document}
    if command[0] in WITH_GAP and "--steady" not in command and "frontier" not in document and not said & {"gap", "bound"}:
        return "neither gap nor bound"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jarip", required=True)
    parser.add_argument("--moments", type=int, default=5, help="of each command")
    parser.add_argument("--longest", type=float, default=20.0, help="seconds of computing after which no moment is drawn")
    parser.add_argument("--model", help="a folder instead of the embedded model")
    parser.add_argument("--command", help="only commands with this in them")
    arguments = parser.parse_args()
    draw = random.Random(SEED)
    faults = 0
    for command in COMMANDS:
        if arguments.model:
            command = (command[0], arguments.model, *command[1:])
        shares = [draw.random() for _ in range(arguments.moments)]
        line = " ".join(command)
        if arguments.command and arguments.command not in line:
            continue
        usage = os.times()
        whole_code, _, _ = run(arguments.jarip, command, arguments.longest)
        if arguments.model and whole_code == 2:
            continue  # it has no such scenario
        if whole_code == 4:
            whole_code = 0
        if whole_code not in (0, 3):
            print(f"{line}: exit code {whole_code} by itself")
            faults += 1
            continue
        done = os.times()
        whole = done.children_user + done.children_system - usage.children_user - usage.children_system
        for share in shares:
            before = os.times()
            code, output, at = run(arguments.jarip, command, share * whole)
            after = os.times()
            all_of_it = (after.children_user + after.children_system - before.children_user - before.children_system)
            took = None if at is None else all_of_it - at
            fault = fault_of(command, code, output, at is not None, took, whole_code)
            status = ""
            if output and fault is None:
                status = json.loads(output).get("status", "")
            print(f"{line}: at {share * whole:.2f} s of {whole:.2f}: exit {code}, {len(output)} bytes {status}"
                  + (f", {took:.2f} s after" if took is not None else "") + (f"  FAULT: {fault}" if fault else ""), flush=True)
            faults += fault is not None
    print(f"{faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
