#!/usr/bin/env python3
"""Index one corpus and search it with dateline, plain Xapian and SQLite FTS5, and give ratios.

usage: compare.py DATELINE PLAIN_XAPIAN CORPUS.jsonl [--queries 200] [--work DIR]

CORPUS: lines with `id`, `title`, `body`, as `dateline read` prints them; empty articles are left out. All index on
one thread: dateline with `-j 1` (reading on one more), passages of whole sentences, names, dates and stored text;
plain Xapian (plain_xapian.cc) passages of 100 words, no stored text, with and without positions, as it leaves them
(not compacted); FTS5 the same passages with headline, Porter stemmer, stored text. Indexing is in processor seconds,
since other work on the machine disturbs these least.

Queries are 2 to 5 words of headlines (drawn with a fixed seed), any of them, best ten passages. A query's time is
that of a run of all queries less that of a run of one, by their number; for FTS5 it is measured in the process. The
engines do not rank alike: this compares time only. dateline also counts all that match, exactly.
"""

import argparse
import json
import pathlib
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSAGE_WORDS = 100
WORD = re.compile(r"\S+")


def stopwords():
    lines = (ROOT / "index/stopwords/english.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def passages(body):
    """Bodies cut as plain_xapian.cc cuts them."""
    words = [match.span() for match in WORD.finditer(body)]
    first = 0
    while first < len(words):
        last = min(first + PASSAGE_WORDS, len(words))
        if len(words) - last < PASSAGE_WORDS / 2:
            last = len(words)
        yield body[words[first][0]:words[last - 1][1]]
        first = last
    if not words:
        yield ""


def draw_queries(records, count):
    stops, draw, queries = stopwords(), random.Random(1987), []
    while len(queries) < count:
        title = draw.choice(records).get("title", "")
        words = [word for word in re.findall(r"[a-z]{2,}", title.lower()) if word not in stops]
        if len(words) >= 2:
            queries.append(words[:2 + len(queries) % 4])
    return queries


def cpu_of(command):
    """Processor and wall seconds of a program, and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start, done.stdout


def size_of(path):
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else path.stat().st_size


def query_ms(command, topics, one, count):
    """Processor time a query of a program that answers a file of topics."""
    best = lambda path: min(cpu_of([*command, path])[0] for _ in range(3))
    return (best(topics) - best(one)) * 1e3 / (count - 1)


def measure_program(index, run, database, topics, one, count):
    shutil.rmtree(database, ignore_errors=True)
    cpu, wall, _ = cpu_of(index)
    return {"cpu_s": cpu, "wall_s": wall, "size": size_of(database), "query_ms": query_ms(run, topics, one, count)}


def measure_fts5(work, records, queries):
    path = work / "fts5.sqlite"
    path.unlink(missing_ok=True)
    rows = [(record.get("title", ""), text) for record in records for text in passages(record.get("body", ""))]
    cpu, wall = time.process_time(), time.perf_counter()
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE passage USING fts5(title, body, tokenize = 'porter unicode61')")
    base.executemany("INSERT INTO passage VALUES (?, ?)", rows)
    base.commit()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    search = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 10"
    spent = []
    for _ in range(3):
        start = time.process_time()
        for words in queries:
            base.execute(search, (" OR ".join(f'"{word}"' for word in words),)).fetchall()
        spent.append(time.process_time() - start)
    base.close()
    return {"cpu_s": cpu, "wall_s": wall, "size": size_of(path), "query_ms": min(spent) * 1e3 / len(queries)}


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("dateline", type=pathlib.Path)
    parser.add_argument("plain", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--work", type=pathlib.Path)
    options = parser.parse_args()
    if options.queries < 2:
        parser.error("--queries: two or more")
    dateline, plain = options.dateline.resolve(), options.plain.resolve()
    with options.corpus.open(encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record.get("title") or record.get("body")]
    text_bytes = sum(len(record.get(key, "").encode()) for record in records for key in ("title", "body"))
    queries = draw_queries(records, options.queries)

    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        work = pathlib.Path(folder)
        corpus, kept = work / "corpus.jsonl", ("id", "title", "body", "published")
        corpus.write_text("".join(json.dumps({key: record[key] for key in kept if key in record}) + "\n"
                                  for record in records), encoding="utf-8")
        topics, one = work / "topics.tsv", work / "one.tsv"
        lines = [f"{number}\t{' '.join(words)}\n" for number, words in enumerate(queries, 1)]
        topics.write_text("".join(lines), encoding="utf-8")
        one.write_text(lines[0], encoding="utf-8")
        ours, theirs = work / "ours.db", work / "plain.db"
        systems = {
            "dateline": measure_program(
                [dateline, "index", "-q", "-j", "1", "--stats", "json", "-d", ours, corpus],
                [dateline, "run", "-d", ours, "--field", "title", "--depth", "10"], ours, topics, one, len(queries)),
            "plain Xapian": measure_program(
                [plain, "index", theirs, corpus],
                [plain, "run", theirs, "--stopwords", ROOT / "index/stopwords/english.txt", "--depth", "10"],
                theirs, topics, one, len(queries)),
            "plain, no pos.": measure_program(
                [plain, "index", theirs, corpus, "--no-positions"],
                [plain, "run", theirs, "--stopwords", ROOT / "index/stopwords/english.txt", "--depth", "10"],
                theirs, topics, one, len(queries)),
            "SQLite FTS5": measure_fts5(work, records, queries),
        }
    print(f"{len(records)} articles, {text_bytes / 1e6:.1f} MB of text, {len(queries)} queries; ratios are to dateline's")
    print(f"{'':14} {'CPU s':>8} {'ratio':>6} {'MB/s':>6} {'wall s':>8} {'size MB':>8} {'ratio':>6} {'B/text B':>8} "
          f"{'ms/query':>9} {'ratio':>6}")
    ours = systems["dateline"]
    for name, got in systems.items():
        ratio = {key: got[key] / ours[key] for key in ours}
        print(f"{name:14} {got['cpu_s']:8.2f} {ratio['cpu_s']:6.2f} {text_bytes / 1e6 / got['cpu_s']:6.2f} "
              f"{got['wall_s']:8.2f} {got['size'] / 1e6:8.1f} {ratio['size']:6.2f} {got['size'] / text_bytes:8.2f} "
              f"{got['query_ms']:9.3f} {ratio['query_ms']:6.2f}")


if __name__ == "__main__":
    main()
