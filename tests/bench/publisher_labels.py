#!/usr/bin/env python3
"""Compare the facets of Reuters-21578 with the labels its publisher gave.

usage: publisher_labels.py DATELINE FOLDER [--show N]

Indexes the collection into a temporary database. For each label of PLACES, PEOPLE and ORGS the articles with the label are compared with
those that the name's field finds (`place:"Japan"`, `person:lawson`), among the articles that carry any label of the kind:
precision and recall over all pairs. --show prints N disagreements of each kind, drawn with a fixed seed.
A label says what an article is about; a facet says what it mentions: facets find more, and rightly so.
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

NAMES = {"usa": "United States", "uk": "United Kingdom", "ussr": "Soviet Union", "west-germany": "Germany", "east-germany": "Germany",
         "uae": "United Arab Emirates", "ivory-coast": "Ivory Coast",
         "ec": "European Community", "imf": "International Monetary Fund", "worldbank": "World Bank",
         "oecd": "OECD", "un": "United Nations", "fao": "Food and Agriculture Organization", "ida": "International Development Association",
         "ico-coffee": "International Coffee Organization", "iwc-wheat": "International Wheat Council",
         "adb-africa": "African Development Bank", "adb-asia": "Asian Development Bank", "iea": "International Energy Agency",
         "efta": "European Free Trade Association", "itc": "International Tin Council", "who": "World Health Organization"}
FIELDS = {"places": "place", "people": "person", "orgs": "org"}


def query(field, label):
    if label in NAMES:
        return f'{field}:"{NAMES[label]}"'
    # People are labelled `james-baker` or `lawson`; the family name is enough.
    name = label.split("-")[-1] if field == "person" else label.replace("-", " ")
    return f'{field}:"{name}"'


def main():
    program, folder = sys.argv[1], sys.argv[2]
    show = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 0
    files = sorted(str(path) for path in pathlib.Path(folder).glob("reut2-*.sgm"))
    labelled = {scheme: collections.defaultdict(set) for scheme in FIELDS}
    for line in subprocess.run([program, "read", *files], stdout=subprocess.PIPE, check=False).stdout.splitlines():
        record = json.loads(line)
        for scheme, names in record.get("labels", {}).items():
            for name in names if scheme in FIELDS else ():
                labelled[scheme][name].add(record["id"])
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as temporary:
        database = temporary + "/reuters.db"
        subprocess.run([program, "index", "-q", "-d", database, *files], check=True, stderr=subprocess.DEVNULL)
        for scheme, field in FIELDS.items():
            anywhere = set().union(*labelled[scheme].values())
            right = missed = extra = 0
            apart, rows = [], []
            for label, gold in sorted(labelled[scheme].items()):
                done = subprocess.run([program, "search", "-d", database, "--all", "--format", "jsonl", query(field, label)],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
                got = {hit["article"] for hit in map(json.loads, done.stdout.splitlines()) if hit["type"] == "passage"} & anywhere
                rows.append((len(gold), label, len(gold & got), len(gold - got), len(got - gold)))
                right += len(gold & got)
                missed += len(gold - got)
                extra += len(got - gold)
                apart += [("missed", label, article) for article in gold - got] + [("extra", label, article) for article in got - gold]
            print(f"{scheme:7} {len(labelled[scheme])} labels in {len(anywhere)} articles: precision {100 * right / max(1, right + extra):.1f} %, "
                  f"recall {100 * right / max(1, right + missed):.1f} %  (right {right}, missed {missed}, extra {extra})", flush=True)
            for size, label, r, m, e in sorted(rows, reverse=True)[:8]:
                print(f"    {label:14} {size:6} labelled: precision {100 * r / max(1, r + e):5.1f} %, recall {100 * r / max(1, r + m):5.1f} %")
            for what, label, article in chance.sample(sorted(apart), min(show, len(apart))):
                print(f"    {what} {label} {article}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main()
