"""What a message leaves open, "{id}", is filled where it is raised.

Reads the sources: in every statement that names a code and fills anything inline, each {name} of the code's message and help is
filled. Statements that fill nothing, or hand on what another function fills, are left to the tests that provoke them.
"""
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = re.compile(r'"(E\d{4})"')
FILLED = re.compile(r'\{\s*"(\w+)"\s*,')
# These fill what the cell says and the column it stands in.
OF_A_CELL = re.compile(r"(fault|header_note|fail)\(")


def wanted_by_code(texts):
    found = {}
    for key, value in texts.items():
        if not isinstance(value, dict):
            continue
        if re.fullmatch(r"E\d{4}", key):
            sentences = value.get("message", "") + value.get("help", "")
            found[key] = set(re.findall(r"\{(\w+)\}", sentences))
        else:
            found |= wanted_by_code(value)
    return found


def faults_of(source, wanted):
    """(line, code, names that are not filled) of each statement of a source."""
    for match in CODE.finditer(source):
        end = source.find(";", match.end())
        begin = max(source.rfind(mark, 0, match.start()) for mark in ";{}") + 1
        filled = set(FILLED.findall(source[match.start() : end]))
        if not filled:
            continue
        if OF_A_CELL.search(source, begin, match.start()):
            filled |= {"value", "column"}
        missing = wanted.get(match[1], set()) - filled
        if missing:
            yield source.count("\n", 0, match.start()) + 1, match[1], sorted(missing)


def main():
    wrong = 0
    seen = 0
    for language in ("en", "ko"):
        with open(ROOT / "text" / f"{language}.toml", "rb") as file:
            wanted = wanted_by_code(tomllib.load(file))
        for folder in ("src", "apps"):
            for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
                if ".test." in path.name or ".fuzz." in path.name:
                    continue
                source = path.read_text(encoding="utf-8")
                seen += len(CODE.findall(source))
                for code in sorted(set(CODE.findall(source)) - set(wanted)):
                    wrong += 1
                    print(f"{path.relative_to(ROOT)}: {code} has no text ({language})")
                for line, code, names in faults_of(source, wanted):
                    wrong += 1
                    print(f"{path.relative_to(ROOT)}:{line}: {code} ({language}) leaves open: {', '.join(names)}")
    assert seen > 500, "the sources were not found"
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
