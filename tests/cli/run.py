#!/usr/bin/env python3
"""Runs text tests of the command line: files of commands and of what they must print. README.md has the format.

    tests/cli/run.py --jarip build/dev/bin/jarip [--update] FILE.test…

Exit code: 0 all as written, 1 something differs, 77 skipped (a folder that the file needs is absent).
"""
import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ELLIPSIS = "…"
SKIPPED = 77
SECONDS = 400  # for one command, on a slow machine
DIRECTIVE = re.compile(r"^# (stderr:|exit: (-?\d+))\s*$")


@dataclass
class Block:
    """A command and what it must do."""

    line: int
    source: list = field(default_factory=list)  # the lines of the command as they stand in the file
    stdout: list = field(default_factory=list)
    stderr: list = field(default_factory=list)
    exit: int = 0

    @property
    def command(self):
        return "\n".join([self.source[0][2:]] + [line[2:] for line in self.source[1:]])


def trimmed(lines):
    """Without blank lines at the end: they separate blocks."""
    lines = list(lines)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def escape(line):
    return "\\" + line if re.match(r"\\*([$>] |# (stderr:|exit: ))", line) else line


def unescape(line):
    return line[1:] if re.match(r"\\+([$>] |# (stderr:|exit: ))", line) else line


def parse(text):
    """The lines before the first command, and the blocks."""
    head, blocks = [], []
    target = head
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            blocks.append(Block(number, [line]))
            target = blocks[-1].stdout
        elif blocks and line.startswith("> ") and target is blocks[-1].stdout and not target:
            blocks[-1].source.append(line)
        elif blocks and (found := DIRECTIVE.match(line)):
            if found[2] is None:
                target = blocks[-1].stderr
            else:
                blocks[-1].exit = int(found[2])
        else:
            target.append(line)
    for block in blocks:
        block.stdout, block.stderr = trimmed(block.stdout), trimmed(block.stderr)
    return trimmed(head), blocks


def write(head, blocks):
    lines = [*head, ""] if head else []
    for block in blocks:
        lines += block.source + block.stdout
        if block.stderr:
            lines += ["# stderr:", *block.stderr]
        if block.exit:
            lines += [f"# exit: {block.exit}"]
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def line_matches(expected, actual):
    parts = unescape(expected).split(ELLIPSIS)
    return re.fullmatch(".*".join(map(re.escape, parts)), actual) is not None


def matches(expected, actual):
    """Whether the lines are as expected: … alone is any lines, none too; … within a line is any text."""
    reached = {0}  # how many actual lines may be used up so far
    for line in expected:
        if line.strip() == ELLIPSIS:
            reached = set(range(min(reached), len(actual) + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < len(actual) and line_matches(line, actual[at])}
    return len(actual) in reached


def environment(jarip, folder):
    kept = {name: value for name, value in os.environ.items() if re.match(r"(ASAN|UBSAN|TSAN|LSAN)_OPTIONS$|GCOV", name)}
    return {
        **kept,
        "PATH": f"{jarip.parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "HOME": folder,
        "TMP": folder,
        "TMPDIR": folder,
    }


def run(block, env, root):
    """stdout, stderr as lines of a test file, and the exit code."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", block.command],
        env=env, cwd=root, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False,
    )
    outputs = []
    for raw in (done.stdout, done.stderr):
        text = raw.decode("utf-8", "backslashreplace").replace(env["TMP"], "$TMP")
        if text and not text.endswith("\n"):
            text += "\n(no end of line)\n"
        outputs.append(text.split("\n")[:-1])
    return *outputs, done.returncode


def differences(block, stdout, stderr, code):
    for name, expected, actual in (("stdout", block.stdout, stdout), ("stderr", block.stderr, stderr)):
        if not matches(expected, trimmed(actual)):
            wanted = [unescape(line) for line in expected]
            yield from difflib.unified_diff(wanted, trimmed(actual), f"{name} expected", f"{name} printed", lineterm="")
    if code != block.exit:
        yield f"exit code expected {block.exit}, was {code}"


def test(path, jarip, root, update):
    """Number of blocks that differ, or None when skipped."""
    head, blocks = parse(path.read_text(encoding="utf-8"))
    for line in head:
        if line.startswith("# needs: ") and not (root / line[9:].strip()).exists():
            print(f"{path}: skipped: {line[9:].strip()} is not there")
            return None
    failures = 0
    with tempfile.TemporaryDirectory(prefix="jarip-cli-") as folder:
        env = environment(jarip, folder)
        for block in blocks:
            stdout, stderr, code = run(block, env, root)
            found = list(differences(block, stdout, stderr, code))
            if not found:
                continue
            failures += 1
            if update:
                # Only what differs is rewritten: an expectation with … that still holds stays.
                if not matches(block.stdout, trimmed(stdout)):
                    block.stdout = [escape(line) for line in trimmed(stdout)]
                if not matches(block.stderr, trimmed(stderr)):
                    block.stderr = [escape(line) for line in trimmed(stderr)]
                block.exit = code
            else:
                print(f"{path}:{block.line}: {block.source[0]}")
                print("\n".join("    " + line for line in found))
    if update and failures:
        path.write_text(write(head, blocks), encoding="utf-8")
        print(f"{path}: {failures} of {len(blocks)} commands rewritten")
        return 0
    if not blocks:
        print(f"{path}: no command in it: a command is a line that starts with '$ '")
        return 1
    if not failures:
        print(f"{path}: {len(blocks)} commands as written")
    return failures


def main():
    parser = argparse.ArgumentParser(description="Runs text tests of the command line (tests/cli/README.md).")
    parser.add_argument("--jarip", type=Path, required=True, help="the program to test")
    parser.add_argument("--update", action="store_true", help="rewrite the expectations that differ")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.test")
    arguments = parser.parse_args()
    jarip = arguments.jarip.resolve()
    if not jarip.exists():
        sys.exit(f"{arguments.jarip} is not there: build it first")
    root = Path(__file__).resolve().parent.parent.parent
    results = [test(path, jarip, root, arguments.update) for path in arguments.files]
    if any(results):
        return 1
    return SKIPPED if all(result is None for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
