#!/usr/bin/env python3
"""Run the example queries of queries/README.md against the sample corpus.

usage: check_queries.py [--pending] [--update] ROOT DATELINE

Reads the tables of "The query language" by the first word of their heading:
- `written`: every query of the first column must be accepted and find something;
- `relative`: every query of the first column must be accepted;
- `operators`: the query of the second column must be understood as that of the third;
- `refused`: the query must be refused with the message of the second column; --update rewrites these.
--pending lets queries pass that this version reads but cannot search for yet, and says how many.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

SECTION = re.compile(r"^## The query language\n(.*?)(?=^## |\Z)", re.S | re.M)
CODE = re.compile(r"`([^`]+)`")
PENDING = ("this operator cannot be searched for yet", "is no date", "there is no field")


def rows(section):
    """(first word of the table's heading, cells) of every row that is no heading."""
    heading = None
    lines = section.split("\n")
    for line, following in zip(lines, lines[1:] + [""]):
        if not line.startswith("|"):
            heading = None
        elif following.startswith("| ---"):
            heading = line.strip("| ").split()[0]
        elif not line.startswith("| ---"):
            yield heading, [cell.strip() for cell in line.strip().strip("|").split(" | ")]


class Program:
    def __init__(self, path, database):
        self.path, self.database = path, database

    def search(self, query):
        """Exit status, and the lines of standard error."""
        command = [self.path, "search", "-d", self.database, "-n", "0", "--explain", "--", query]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
        return done.returncode, done.stderr.splitlines() or [""]


def faults(program, heading, cells, pending, waiting):
    """What is wrong with one row, a line each."""
    if heading == "refused":
        query = CODE.findall(cells[0])[0]
        status, lines = program.search(query)
        if status != 2 or lines[0] != "error: " + cells[1]:
            yield f"{query}: status {status}, {lines[0]}"
        return
    queries = CODE.findall(cells[0] if heading in ("written", "relative") else " ".join(cells[1:]))
    understood = set()
    for query in queries:
        status, lines = program.search(query)
        if pending and status == 2 and any(part in lines[0] for part in PENDING):
            waiting.append(query)
        elif status == 2 or status > 2:
            yield f"{query}: {lines[0]}"
        elif status == 1 and heading == "written":
            yield f"{query}: finds nothing"
        else:
            understood.add(lines[0])
    if heading == "operators" and len(understood) > 1:
        yield " and ".join(queries) + " are not the same"


def updated(program, text):
    """The text with the messages of all refused queries as they are."""

    def message(match):
        status, lines = program.search(match.group(1))
        return f"| `{match.group(1)}` | {lines[0].removeprefix('error: ')} |" if status == 2 else match.group(0)

    head, mark, table = text.partition("| refused | message |\n| --- | --- |\n")
    table, blank, rest = table.partition("\n\n")
    return head + mark + re.sub(r"^\| `([^`]+)` \| .* \|$", message, table, flags=re.M) + blank + rest


def main():
    options = {word for word in sys.argv[1:] if word.startswith("--")}
    root, dateline = [word for word in sys.argv[1:] if not word.startswith("--")]
    page = pathlib.Path(root, "queries/README.md")
    text = page.read_text(encoding="utf-8")
    count, wrong, waiting = 0, [], []
    with tempfile.TemporaryDirectory() as folder:
        database = str(pathlib.Path(folder, "sample.db"))
        sample = str(pathlib.Path(root, "index/sample"))
        subprocess.run([dateline, "index", "-q", "-d", database, sample], check=True)
        program = Program(dateline, database)
        if "--update" in options:
            text = updated(program, text)
            page.write_text(text, encoding="utf-8")
        for heading, cells in rows(SECTION.search(text).group(1)):
            count += 1
            wrong += faults(program, heading, cells, "--pending" in options, waiting)
    for fault in wrong:
        print(f"queries/README.md: {fault}")
    print(f"queries: {count} rows, {len(wrong)} faults, {len(waiting)} queries not searched for yet")
    return 1 if wrong or count < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
