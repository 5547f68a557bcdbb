"""A table of a page that a program recomputes: held against what the page says, or written there."""
import argparse
import sys


def main(page, table, by):
    """The command line of a claim: --jarip PROGRAM [--update].

    page   the Markdown file, which holds the first line of the table
    table  from the program's path, the table's lines
    by     who gives the other figure, in the message
    Returns the exit code: 1 where the page says another figure.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--jarip", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    lines = table(options.jarip)
    said = page.read_text(encoding="utf-8").split("\n")
    start = said.index(lines[0])
    end = next(i for i in range(start, len(said)) if not said[i].startswith("|"))
    if said[start:end] == lines:
        return 0
    if options.update:
        page.write_text("\n".join(said[:start] + lines + said[end:]), encoding="utf-8")
        return 0
    for ours, theirs in zip(lines, said[start:end]):
        if ours != theirs:
            print(f"{page.name} says\n  {theirs}\n{by} gives\n  {ours}", file=sys.stderr)
    return 1
