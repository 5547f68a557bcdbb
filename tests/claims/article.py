#!/usr/bin/env python3
"""What the article that the model was built from says, beside what the model gives: recomputed and held against docs/models/article.md.

    python3 -B tests/claims/article.py --jarip PROGRAM [--update]

tests/claims/article.csv has a row for each statement: the command that answers it, where in its JSON the figure stands (`a.b[key=x].c`; of
`plan --steady` the id of a row in shares.csv), and the band in which the statement holds. The test fails where the page says another figure.
"""
import csv
import json
import re
import subprocess
import sys

import page_table
import shares

PAGE = shares.ROOT / "docs" / "models" / "article.md"
TABLE = "| the article says | it | model | verdict | command |"


def at(value, path):
    for part in re.findall(r"[^.\[]+(?:\[[^\]]*\])?", path):
        name, _, wanted = part.partition("[")
        value = value[name]
        if wanted:
            key, _, text = wanted.rstrip("]").partition("=")
            value = next(each for each in value if each[key] == text)
    return value


def table(jarip):
    claims = {claim["claim"]: claim for claim in csv.DictReader(open(shares.ROOT / "tests" / "claims" / "shares.csv", encoding="utf-8", newline=""))}
    answers, month = {}, None
    lines = [TABLE, "|---|---|---|---|---|"]
    for claim in csv.DictReader(open(shares.ROOT / "tests" / "claims" / "article.csv", encoding="utf-8", newline="")):
        command = claim["command"]
        if command == "plan --steady":
            month = month or shares.Month(jarip)
            figure = shares.model_figure(month, claims[claim["at"]])
        else:
            if command not in answers:
                run = [jarip, *command.split(" "), "--json", str(shares.MODEL)]
                answers[command] = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
            figure = at(answers[command], claim["at"]) * float(claim["factor"])
        says = claim["says"] + (f" (given: {claim['given']})" if claim["given"] else "")
        lines.append(f"| {says} | {claim['published']} | {shares.short(figure)} | {shares.verdict(figure, claim)} | `jarip {command}` |")
    return lines


if __name__ == "__main__":
    sys.exit(page_table.main(PAGE, table, "the model"))
