#!/usr/bin/env python3
"""Index real corpora and check what must hold for them.

usage: check_corpora.py ROOT DATELINE

Needs the folder `shared` beside the repository (or DATELINE_SHARED naming it) with corpora/ and tools/; without
it the test is skipped with exit status 77. Prints the figures it checks; times are printed, never checked.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
failures = []


def check(what, got, expected):
    good = expected(got) if callable(expected) else got == expected
    print(f"{'ok  ' if good else 'FAIL'} {what}: {got}", flush=True)
    if not good:
        failures.append(what)


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def run(self, *arguments, statuses=(0,)):
        done = subprocess.run([self.path, *map(str, arguments)], cwd=self.folder, capture_output=True, check=False)
        if done.returncode not in statuses:
            check(f"status of {' '.join(map(str, arguments))}", done.returncode, statuses[0])
            print(done.stderr.decode(errors="replace"))
        return done.stdout.decode()

    def index(self, database, path, *options):
        stats = json.loads(self.run("index", "-q", "--stats", "json", *options, "-d", database, path))
        text = stats["text_bytes"] / 1e6
        if text == 0:
            return stats
        size = json.loads(self.run("info", "-d", database, "--format", "json"))["size_bytes"] / 1e6
        print(f"     {database}: {text:.1f} MB of text in {stats['elapsed_s']:.1f} s, {text / stats['cpu_s']:.1f} MB per "
              f"CPU second, {size / text:.2f} bytes a byte of text, peak memory {stats['peak_memory_bytes'] / 1e6:.0f} MB")
        return stats

    def search(self, database, *arguments):
        lines = self.run("search", "-d", database, "--format", "jsonl", *arguments, statuses=(0, 1)).splitlines()
        return [json.loads(line) for line in lines]

    def facet(self, database, field, query):
        rows = self.search(database, "-n", "0", "--facets", field, "--facet-limit", "50", query)
        return {value["value"]: value["passages"] for row in rows if row["type"] == "facet" for value in row["values"]}


def check_article(program, corpora):
    """One article as an analyst saves it: no headline, no date, a dateline."""
    path = corpora / "article/000_cb1216f795ac28b2.txt"
    check("article: indexed", program.index("article.db", path)["articles"]["added"], 1)
    read = json.loads(program.run("read", path))
    check("article: dateline", read["dateline"]["place"], "Washington")
    check("article: no date", "published" in read, False)
    everything = "russia OR washington OR sources OR talks OR officials"
    people = program.facet("article.db", "person", everything)
    check("article: people by full name", sorted(people),
          ["Donald Trump", "Kirill Dmitriev", "Steve Witkoff", "Vladimir Putin"])
    # Paragraph 3 calls them by surname only.
    check("article: passages with Dmitriev", people.get("Kirill Dmitriev"), lambda n: n >= 3)
    places = program.facet("article.db", "place", everything)
    check("article: places", {"Moscow", "Kyiv", "Miami", "United States", "Russia", "Ukraine"} - set(places), set())
    organisations = program.facet("article.db", "org", everything)
    check("article: organisations", {"NATO", "White House"} - set(organisations), set())
    for query in ("sanctions", "Ukraine", "energy security"):
        first = program.search("article.db", query)[0]["text"]
        check(f"article: first passage for {query} speaks of it", all(word in first for word in query.split()), True)


def check_reuters(program, corpora):
    articles = program.index("reuters.db", corpora / "reuters21578")["articles"]
    check("reuters: articles", articles["added"], 21578)
    check("reuters: without body", articles["without_body"], lambda n: n <= 2535)
    check("reuters: a second run reads", program.index("reuters.db", corpora / "reuters21578")["text_bytes"], 0)
    again = program.index("reuters.db", corpora / "reuters21578", "--reread")["articles"]
    check("reuters: reading all again adds", again["added"] + again["replaced"], 0)
    info = json.loads(program.run("info", "-d", "reuters.db", "--format", "json"))
    check("reuters: dates", info["published"], {"first": "1987-02-26", "last": "1987-10-20"})
    hits = program.search("reuters.db", "crude oil embargo", "--facets", "place,month")
    check("reuters: crude oil embargo finds", len([hit for hit in hits if hit["type"] == "passage"]), 10)
    check("reuters: the best one speaks of it", bool(re.search("(?i)oil", hits[0]["text"])), True)


def check_news(program, corpora, tools):
    news = corpora / "news"
    check("news: articles", program.index("news.db", news / "news-to-2022.jsonl.gz")["articles"]["added"], 14834)
    places = program.facet("news.db", "place", "russian gas pipeline europe")
    check("news: places of a gas query", {"Russia", "Germany", "Ukraine"} - set(places), set())
    for field, floor in (("title", 0.72), ("title+description", 0.76)):
        run = program.run("run", "-d", "news.db", "--format", "jsonl", "--depth", "100", "--field", field,
                          news / "topics.json")
        path = pathlib.Path(program.folder, "run.jsonl")
        path.write_text(run, encoding="utf-8")
        scores = subprocess.run([sys.executable, tools / "score_spans.py", news / "spans.tsv", path],
                                capture_output=True, text=True, check=True).stdout
        check(f"news: {field}: {scores.strip()}",
              float(re.search(r"condensed ([0-9.]+)", scores).group(1)), lambda score, floor=floor: score >= floor)


def check_entities(program, corpora, tools):
    scores = subprocess.run([sys.executable, tools / "score_entities.py", corpora / "entities/eng.testa", program.path],
                            capture_output=True, text=True, check=True).stdout
    found = re.search(r"^all .*F1 +([0-9.]+)", scores, re.M)
    check("entities: F1 on eng.testa", float(found.group(1)), lambda score: score >= 94.0)


def check_small(program, corpora):
    for name, path, count in (("wikinews", "news/wikinews-2019-2021.jsonl", 295), ("time", "time/time.jsonl", 423),
                              ("german", "languages/news-de.jsonl", 1500), ("ecb", "clusters/ecbplus.jsonl", 982)):
        check(f"{name}: articles", program.index(name + ".db", corpora / path)["articles"]["read"], count)


def main():
    root, dateline = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    shared = pathlib.Path(os.environ.get("DATELINE_SHARED", root.parent / "shared"))
    corpora, tools = shared / "corpora", shared / "tools"
    if not corpora.is_dir():
        print("skipped: no corpora beside the repository")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        program = Program(dateline, folder)
        check_article(program, corpora)
        check_entities(program, corpora, tools)
        check_reuters(program, corpora)
        check_news(program, corpora, tools)
        check_small(program, corpora)
    print(f"{len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
