#!/usr/bin/env python3
"""Draw mentions at random for checking by hand, and report the verdicts of a checked sheet.

usage: sample_mentions.py draw DATELINE CORPUS.jsonl[.gz] [--count N] [--seed S] > sheet.tsv
       sample_mentions.py show SHEET CORPUS      print each mention with its context, numbered
       sample_mentions.py report SHEET           precision by kind

A sheet has one mention a line: article, begin, end (bytes of body), kind, mention, name, verdict. Verdicts: `right`; `kind` (a name,
of another kind), `span` (the name begins or ends elsewhere), `none` (no name of a person, organisation or place).
The last column of a right mention may say `name`: found rightly, but named after something else.
"""

import collections
import gzip
import json
import random
import subprocess
import sys

FIRST = "# dateline-mentions 1: article, begin, end, kind, mention, name, verdict"


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def option(name, default):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


def draw(program, corpus):
    count, seed = option("--count", 300), option("--seed", 20221231)
    done = subprocess.Popen([program, "annotate", "--format", "jsonl", corpus], stdout=subprocess.PIPE)
    chance, kept, seen = random.Random(seed), [], 0
    for line in done.stdout:
        record = json.loads(line)
        for entity in record["entities"]:
            seen += 1
            row = (record["id"], entity["begin"], entity["end"], entity["kind"], entity["text"], entity["name"])
            if len(kept) < count:
                kept.append(row)
            else:
                at = chance.randrange(seen)
                if at < count:
                    kept[at] = row
    print(FIRST + f"; {count} of {seen}, seed {seed}")
    for row in sorted(kept):
        print("\t".join(" ".join(str(value).split()) for value in row) + "\t?")


def rows(sheet):
    for line in open(sheet, encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def show(sheet, corpus):
    wanted = collections.defaultdict(list)
    for number, row in enumerate(rows(sheet), 1):
        wanted[row[0]].append((number, row))
    shown = []
    for line in opened(corpus):
        record = json.loads(line)
        body = record["body"].encode()
        for number, row in wanted.get(record["id"], ()):
            begin, end = int(row[1]), int(row[2])
            parts = body[max(0, begin - 60):begin], body[begin:end], body[end:end + 45]
            before, mention, after = (" ".join(part.decode(errors="ignore").split()) for part in parts)
            shown.append((number, f"{row[3][:3]} {before} [[{mention}]] {after}" + (f" => {row[5]}" if row[5] != row[4] else "")))
    for number, text in sorted(shown):
        print(number, text)


def report(sheet):
    verdicts = collections.defaultdict(collections.Counter)
    for row in rows(sheet):
        verdicts[row[3]][row[6]] += 1
        verdicts["all"][row[6]] += 1
    for kind, counts in sorted(verdicts.items()):
        total = sum(counts.values())
        print(f"{kind:13} {counts['right'] + counts['name']:3} of {total:3} right ({100 * (counts['right'] + counts['name']) / total:.1f} %)  "
              + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if name != "right"))


if __name__ == "__main__":
    if len(sys.argv) >= 4 and sys.argv[1] == "draw":
        draw(sys.argv[2], sys.argv[3])
    elif len(sys.argv) == 4 and sys.argv[1] == "show":
        show(sys.argv[2], sys.argv[3])
    elif len(sys.argv) == 3 and sys.argv[1] == "report":
        report(sys.argv[2])
    else:
        sys.exit(__doc__)
