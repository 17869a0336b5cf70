#!/usr/bin/env python3
"""Measure ranking on four tasks with one command, and print a table.

usage: ranking.py DATELINE [--baseline PLAIN_XAPIAN] [--weighting LIST] [--option=--NAME=VALUE …] [--against LIST]
                  [--only news,time,questions,known] [--per-topic] [--work DIR] [--rebuild] [--json FILE]
       ranking.py --self-test

news       28 topics with judged spans, by title and by title and description; nDCG@10 of passages. `condensed`
           leaves passages that nobody judged out of the list: the truth of a new system lies between the two
time       odd-numbered queries on TIME 1963; articles, mean average precision
questions  questions answered by one article of the news each; reciprocal rank of that article
known      headlines of 1,500 Reuters articles, drawn once, from which the headline was removed, as queries

Corpora are found by DATELINE_SHARED, else in `shared` beside the repository. Databases are built once into DIR (a
folder under TMPDIR named for the program's path) and kept; --rebuild after a change of what indexing writes.
odd/even are the means over every other topic; [low, high] is the 95 % bootstrap interval of the first measure.
--against LIST runs the program a second time with that --weighting ('' for the standard one) and compares topic
by topic; without it the comparison is with the baseline.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

import measures

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
CORPORA = SHARED / "corpora"
KNOWN_ITEMS, KNOWN_SEED = 1500, 21578


def call(*command):
    """Standard output of a program that may find nothing (status 1)."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr[-2000:]}")
    return done.stdout


class Dateline:
    """Ours: one database a corpus, articles ranked by their best passage."""

    def __init__(self, program, work, name="dateline", options=()):
        self.program, self.work, self.name, self.options = program, work, name, list(options)

    def database(self, corpus, path):
        database = self.work / f"{corpus}.db"
        if not (database / "dateline.toml").exists():
            build(database, lambda: call(self.program, "index", "-q", "--stats", "json", "-d", database, path))
        return database

    def run(self, corpus, path, topics, unit, depth):
        return call(self.program, "run", "-d", self.database(corpus, path), "--format", "jsonl", "--field", "title",
                    "--unit", unit, "--depth", depth, *self.options, topics)


class Plain:
    """The baseline of plain_xapian.cc: passages of 100 words, or whole articles."""

    def __init__(self, program, work, document):
        self.program, self.work, self.document = program, work, document
        self.name = f"plain BM25, {document}s"

    def run(self, corpus, path, topics, unit, depth):
        database = self.work / f"{corpus}.plain-{self.document}"
        if not (database / "iamglass").exists():
            build(database, lambda: call(self.program, "index", database, path, "--unit", self.document))
        return call(self.program, "run", database, topics, "--stopwords", ROOT / "index/stopwords/english.txt",
                    "--depth", depth, "--unit", unit)


def build(database, command):
    """Index, and say what it took; times are for information only."""
    start = time.monotonic()
    shutil.rmtree(database, ignore_errors=True)
    command()
    print(f"(built {database.name} in {time.monotonic() - start:.1f} s)", file=sys.stderr, flush=True)


def clear(work):
    """Remove what this script makes there, and nothing else."""
    for corpus in ("news", "time", "headless"):
        for suffix in (".db", ".plain-passage", ".plain-article"):
            shutil.rmtree(work / (corpus + suffix), ignore_errors=True)
    for name in ("headless.jsonl", "headlines.json"):
        (work / name).unlink(missing_ok=True)


def write_topics(work, name, topics):
    """Topics in the form all systems read: lines of id, tab, text."""
    path = work / f"{name}.tsv"
    path.write_text("".join(f"{topic}\t{' '.join(text.split())}\n" for topic, text in topics.items()), encoding="utf-8")
    return path


def read_tsv(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line.strip())


def read_qrels(path):
    """topic -> item -> grade, from TREC's four columns."""
    grades = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        topic, _, item, grade = line.split()
        grades.setdefault(topic, {})[item] = int(grade)
    return grades


def ranked_articles(run):
    """topic -> article ids, best first."""
    lists = {}
    for line in run.splitlines():
        hit = json.loads(line)
        lists.setdefault(hit["topic"], []).append(hit["article"])
    return lists


def measure(run, qrels, wanted):
    """name -> topic -> value, for named functions of (ranked list, grades). Topics without results count as 0."""
    lists = ranked_articles(run)
    return {name: {topic: function(lists.get(topic, []), grades) for topic, grades in qrels.items()}
            for name, function in wanted.items()}


def measure_spans(run, spans, work):
    """The same for judged spans, by the scorer beside the corpora."""
    path = work / "run.jsonl"
    path.write_text(run, encoding="utf-8")
    lines = call(sys.executable, SHARED / "tools/score_spans.py", spans, path, "--per-topic").splitlines()
    scores = {"condensed": {}, "nDCG@10": {}, "P@10": {}, "judged@10": {}}
    for line in lines[:-1]:
        topic, *columns = line.split("\t")
        for column in columns:
            name, value = column.split()
            scores[{"ndcg@10": "nDCG@10"}.get(name, name)][topic] = float(value)
    return scores


class Report:
    """Rows of the table, printed as they are measured."""

    def __init__(self, per_topic):
        self.per_topic, self.rows, self.reference = per_topic, [], None

    def heading(self, task, topic_count):
        print(f"\n{task}, {topic_count} topics")
        self.reference = None

    def row(self, task, system, scores):
        main, *others = scores
        values = list(scores[main].values())
        low, high = measures.bootstrap(values)
        odd, even = measures.halves(scores[main])
        rest = "".join(f"  {name} {measures.mean(scores[name].values()):.4f}" for name in others)
        print(f"  {system:28} {main} {measures.mean(values):.4f} [{low:.3f}, {high:.3f}]  odd {odd:.4f}  "
              f"even {even:.4f}{rest}", flush=True)
        self.rows.append({"task": task, "system": system, "interval": [low, high], "odd": odd, "even": even,
                          "topics": len(values)} | {name: measures.mean(scores[name].values()) for name in scores})
        if self.per_topic:
            for topic in scores[main]:
                columns = "  ".join(f"{name} {scores[name][topic]:.4f}" for name in scores)
                print(f"    {topic:12} {columns}")
        if self.reference is None:
            self.reference = scores[main]
        else:
            difference, (low, high), better, worse = measures.compare(self.reference, scores[main])
            print(f"  {'':28} first system against this: {difference:+.4f} [{low:+.3f}, {high:+.3f}], "
                  f"better on {better}, worse on {worse}")


def passages_only(systems):
    """Whole articles are no passages."""
    return [system for system in systems if getattr(system, "document", "passage") == "passage"]


def news(systems, report, work):
    topics = json.loads((CORPORA / "news/topics.json").read_text(encoding="utf-8"))
    texts = {"title": {t["id"]: t["title"] for t in topics},
             "title+description": {t["id"]: f"{t['title']} {t['description']}" for t in topics}}
    judged = CORPORA / "news/spans.tsv"
    judgments = {"": judged}
    own = ROOT / "queries/qrels/news-own.tsv"
    if own.exists():
        lines = [line for line in own.read_text(encoding="utf-8").splitlines() if line.split("\t")[0] in texts["title"]]
        both = work / "spans-with-own.tsv"
        both.write_text(judged.read_text(encoding="utf-8") + "".join(line + "\n" for line in lines), encoding="utf-8")
        judgments[", with own judgments"] = both
    for field, queries in texts.items():
        path = write_topics(work, "news-" + field, queries)
        runs = {system.name: system.run("news", CORPORA / "news/news-to-2022.jsonl.gz", path, "passage", 100)
                for system in passages_only(systems)}
        for suffix, spans in judgments.items():
            scored = {name: measure_spans(run, spans, work) for name, run in runs.items()}
            report.heading(f"news, {field}{suffix}", len(next(iter(scored.values()))["condensed"]))
            for name, scores in scored.items():
                report.row(f"news, {field}{suffix}", name, scores)


def articles(task, corpus, path, topics, qrels, wanted, depth, systems, report, work):
    """A task of whole articles."""
    topics = {topic: text for topic, text in topics.items() if topic in qrels}
    file = write_topics(work, task, topics)
    report.heading(task, len(topics))
    for system in systems:
        run = system.run(corpus, path, file, "article", depth)
        report.row(task, system.name, measure(run, {topic: qrels[topic] for topic in topics}, wanted))


def time_task(systems, report, work):
    articles("time", "time", CORPORA / "time/time.jsonl", read_tsv(CORPORA / "time/topics.tsv"),
             read_qrels(CORPORA / "time/dev.qrels"), {"MAP": measures.average_precision, "nDCG@10": measures.ndcg},
             1000, systems, report, work)


FIRST_RIGHT = {
    "MRR@10": measures.reciprocal_rank,
    "success@1": lambda ranked, grades: measures.success(ranked, grades, 1),
    "success@10": lambda ranked, grades: measures.success(ranked, grades, 10),
}


def questions(systems, report, work):
    articles("questions", "news", CORPORA / "news/news-to-2022.jsonl.gz", read_tsv(CORPORA / "news/questions.tsv"),
             read_qrels(CORPORA / "news/questions.qrels"), FIRST_RIGHT, 10, systems, report, work)


def make_known(dateline, corpus, topics):
    """Reuters without headlines, and the headlines of some articles."""
    records = [json.loads(line) for line in call(dateline, "read", CORPORA / "reuters21578").splitlines()]
    fit = [record for record in records
           if len(record.get("title", "").split()) >= 4 and len(record.get("body", "").split()) >= 50]
    drawn = random.Random(KNOWN_SEED).sample(sorted(fit, key=lambda record: record["id"]), KNOWN_ITEMS)
    titles = {record["id"]: record["title"] for record in drawn}
    with corpus.open("w", encoding="utf-8") as out:
        for record in records:
            if not record.get("body"):
                continue
            kept = {key: record[key] for key in ("id", "body", "published") if record.get(key)}
            out.write(json.dumps(kept | {"title": ""}, ensure_ascii=False) + "\n")
    topics.write_text(json.dumps(titles), encoding="utf-8")


def known(systems, report, work):
    corpus, topics = work / "headless.jsonl", work / "headlines.json"
    if not topics.exists():
        make_known(systems[0].program, corpus, topics)
    titles = json.loads(topics.read_text(encoding="utf-8"))
    articles("known", "headless", corpus, titles, {article: {article: 1} for article in titles}, FIRST_RIGHT, 10,
             systems, report, work)


TASKS = {"news": news, "time": time_task, "questions": questions, "known": known}


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "), add_help=True)
    parser.add_argument("dateline", nargs="?", type=pathlib.Path)
    parser.add_argument("--baseline", type=pathlib.Path)
    parser.add_argument("--weighting")
    parser.add_argument("--against")
    parser.add_argument("--option", action="append", default=[])
    parser.add_argument("--only", default=",".join(TASKS))
    parser.add_argument("--per-topic", action="store_true")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        measures.self_test()
        print("measures: values worked out by hand hold")
        return 0
    chosen = options.only.split(",")
    if options.dateline is None or not set(chosen) <= set(TASKS):
        parser.error(f"name the program, and tasks among {', '.join(TASKS)}")
    if not CORPORA.is_dir():
        sys.exit("no corpora: set DATELINE_SHARED")
    dateline = options.dateline.resolve()
    default = pathlib.Path(tempfile.gettempdir(), f"dateline-ranking-{zlib.crc32(str(dateline).encode()):08x}")
    work = (options.work or default).resolve()
    work.mkdir(parents=True, exist_ok=True)
    if options.rebuild:
        clear(work)

    weigh = lambda weighting: ["--weighting", weighting] if weighting else []
    systems = [Dateline(dateline, work, options=weigh(options.weighting) + options.option)]
    if options.against is not None:
        name = f"dateline {options.against or 'standard'}"
        systems.append(Dateline(dateline, work, name, weigh(options.against)))
    if options.baseline:
        systems += [Plain(options.baseline.resolve(), work, document) for document in ("passage", "article")]
    report = Report(options.per_topic)
    for name in chosen:
        TASKS[name](systems, report, work)
    if options.json:
        options.json.write_text(json.dumps(report.rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
