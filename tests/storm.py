#!/usr/bin/env python3
"""Asks a server for much at once, goes away, cancels and stops it: storm.py --jarip FILE [--rounds N] [--seconds S] [--model FOLDER]

In each round a server of a copy of the model answers eight clients at once: they wait for answers, close their connections in the middle
of a request or of an answer, cancel what is computed, look at what is known so far, and change the model. Then it is told to stop in the
middle of that, or killed. It must answer all the while with statuses that its description knows and whole JSON; told to stop, it ends
within ten seconds of computing with exit code 0; it never says anything of a fault (an assertion, a sanitizer). Another server of the
folder then takes all changes back: the model must be what it was, byte for byte. What the clients do is drawn by a fixed seed.
"""
import argparse
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

SEED = 17
CLIENTS = 8
MOST_SECONDS = 10.0  # of computing, from the signal to the end
STATUSES = {200, 400, 404, 409, 413, 503}
TICKS = os.sysconf("SC_CLK_TCK")
ACTS = "wait,wait,leave,leave,leave,cancel,cancel,look,half,edit"
PATHS = (
    "/api/bundle", "/api/assess", "/api/plan", "/api/plan/steady", "/api/origin", "/api/stress", "/api/onshore", "/api/coalition",
    "/api/page/plan", "/api/page/path", "/api/page/uncertain", "/api/page/coalition", "/api/page/intervals", "/api/page/leverage",
    "/api/page/exposure?of=companies", "/api/page/exposure?of=items", "/api/page/worth", "/api/page/years", "/api/page/what-if",
    "/api/page/roadmap?years=3", "/api/page/regret?scenario={scenario}", "/api/page/bounds?scenario={scenario}",
    "/api/page/fan?scenario={scenario}", "/api/page/runs", "/api/page/sources",
)


def computed(pid):
    """Seconds that a process has computed, all its threads."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Client(threading.Thread):
    def __init__(self, port, scenarios, draw, ended, acts=()):
        super().__init__(daemon=True)
        self.acts = [getattr(self, act) for act in acts]
        self.port, self.scenarios, self.draw, self.ended = port, scenarios, draw, ended
        self.counts, self.faults = {}, []

    def run(self):
        while not self.ended.is_set():
            act = self.draw.choice(self.acts)
            try:
                act()
            except (OSError, http.client.HTTPException):
                if not self.ended.is_set():
                    self.count("no answer")

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def path(self):
        path = self.draw.choice(PATHS).replace("{scenario}", self.draw.choice(self.scenarios))
        if self.draw.random() < 0.7:  # else an answer that may be kept
            path += ("&" if "?" in path else "?") + "set=" + urllib.parse.quote(f"demand:*.quantity*={1 + self.draw.randrange(1000) / 1000}")
        return path

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            reply = connection.getresponse()
            text = reply.read()
            self.count(str(reply.status))
            if reply.status not in STATUSES:
                self.faults.append(f"{method} {path}: {reply.status} {text[:200]!r}")
            if reply.status == 200:
                return json.loads(text)
        except ValueError as error:
            self.faults.append(f"{method} {path}: no whole JSON: {error}")
        finally:
            connection.close()
        return None

    def wait(self):
        self.ask("GET", self.path())

    def leave(self):
        """As a tab that is closed: before the answer, or in the middle of it."""
        path = self.path()
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
            connection.settimeout(self.draw.random() * 1.5)
            try:
                connection.recv(self.draw.choice((1, 1000, 100_000)))
            except TimeoutError:
                pass
        self.count("left")

    def cancel(self):
        said = self.ask("GET", "/api/progress")
        for each in (said or {}).get("computed", []):
            if self.draw.random() < 0.5:
                self.ask("POST", "/api/cancel", json.dumps({"number": each["number"]}))
        time.sleep(self.draw.random() * 0.3)

    def look(self):
        said = self.ask("GET", "/api/progress")
        for each in (said or {}).get("computed", []):
            if each["parts"]:
                part = self.ask("GET", f"/api/part?number={each['number']}")
                if part is not None:
                    self.count("part")
        time.sleep(self.draw.random() * 0.2)

    def half(self):
        """A request that is never finished."""
        words = b"POST /api/edit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"sets\": ["
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(words[: self.draw.randrange(1, len(words))])
            time.sleep(self.draw.random() * 0.2)
        self.count("half")

    def edit(self):
        known = self.ask("GET", "/api/edits")
        if known is None:
            return
        sets = [f"demand:*.quantity*={1 + self.draw.randrange(-3, 4) / 1000}"]
        if known["steps"] and self.draw.random() < 0.5:
            self.ask("POST", "/api/undo", json.dumps({"version": known["version"]}))
        else:
            self.ask("POST", "/api/edit", json.dumps({"sets": sets, "version": known["version"]}))


def serve(jarip, model, folder, said):
    """A server and its port."""
    page = os.path.join(folder, "page.html")
    with open(page, "w", encoding="ascii") as file:
        file.write("<html></html>")
    environment = {**os.environ, "XDG_CACHE_HOME": os.path.join(folder, "cache"), "JARIP_PAGE": page}
    server = subprocess.Popen([jarip, "serve", model, "--lang", "en"], stdout=subprocess.PIPE, stderr=said, env=environment, text=True)
    for line in server.stdout:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if found:
            return server, int(found[1])
    raise SystemExit("the server did not start")


def tables(folder):
    """Names and bytes of the files of a model, but not of what the server keeps beside them."""
    return {name: open(os.path.join(folder, name), "rb").read() for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name))}


def take_back(jarip, model, folder, said):
    """Takes all changes back; what is wrong with that."""
    server, port = serve(jarip, model, folder, said)
    client = Client(port, [], None, threading.Event())
    try:
        for _ in range(100_000):
            known = client.ask("GET", "/api/edits")
            if not known["steps"]:
                return client.faults
            if client.ask("POST", "/api/undo", json.dumps({"version": known["version"]})) is None:
                return client.faults + ["a change could not be taken back"]
        return ["there is no end of changes"]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def stop(server):
    """What is wrong with how it ends when it is told to."""
    before = after = computed(server.pid)
    server.send_signal(signal.SIGINT)
    stopped = time.monotonic()
    while server.poll() is None and time.monotonic() - stopped < 300:
        after = computed(server.pid)
        time.sleep(0.01)
    if server.poll() is None:
        server.kill()
        return ["it did not stop"]
    if after - before > MOST_SECONDS:
        return [f"it computed for {after - before:.1f} s after it was told to stop"]
    return [] if server.returncode == 0 else [f"exit code {server.returncode}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jarip", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10.0, help="of a round, at most; when it is stopped is drawn")
    parser.add_argument("--model", default="models/tiny-chain")
    parser.add_argument("--acts", default=ACTS, help="what the clients do, as often as it is named (default %(default)s)")
    arguments = parser.parse_args()
    faults, counts = [], {}
    for number in range(arguments.rounds):
        draw = random.Random(SEED * 1000 + number)
        with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "said"), "w+b") as said:
            model = os.path.join(folder, "model")
            shutil.copytree(arguments.model, model, ignore=shutil.ignore_patterns(".jarip"))
            original = tables(model)
            found = []
            with open(os.path.join(model, "events.csv"), encoding="utf-8") as file:
                scenarios = sorted({line.split(",")[0] for line in file.read().splitlines()[1:]}) + ["borders-closed"]
            server, port = serve(arguments.jarip, model, folder, said)
            ended = threading.Event()
            clients = [Client(port, scenarios, random.Random(draw.random()), ended, arguments.acts.split(",")) for _ in range(CLIENTS)]
            for client in clients:
                client.start()
            deadline = time.monotonic() + arguments.seconds * draw.uniform(0.3, 1)
            while time.monotonic() < deadline and server.poll() is None:
                time.sleep(0.02)
            ended.set()
            killed = number % 2 == 1
            if server.poll() is not None:
                found.append(f"it ended with exit code {server.returncode}")
            elif killed:
                server.kill()
                server.wait()
            else:
                found += stop(server)
            for client in clients:
                client.join(timeout=60)
                found += client.faults
                for what, count in client.counts.items():
                    counts[what] = counts.get(what, 0) + count
            found += take_back(arguments.jarip, model, folder, said)
            now = tables(model)
            found += [f"{name} is not what it was" for name in sorted(original.keys() | now.keys()) if original.get(name) != now.get(name)]
            said.seek(0)
            words = said.read().decode(errors="replace")
            if found or re.search(r"Assert|Sanitizer|runtime error", words):
                found.append(words[-2000:])
            faults += [f"round {number}: {fault}" for fault in found]
        print(f"round {number}: {'killed' if killed else 'stopped'}, " + ", ".join(f"{what} {count}" for what, count in sorted(counts.items())), flush=True)
        if faults:
            break
    for fault in faults:
        print(f"FAULT: {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
