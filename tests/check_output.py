#!/usr/bin/env python3
"""Check JSON output against queries/output.schema.json, and byte spans by cutting the bytes.

usage: check_output.py ROOT DATELINE

Runs the commands that write JSON over the sample corpus. Every object must be valid by the definition it is
written for, which knows no keys but those it declares, and by the schema as a whole. Each definition must have
been used, so that none is left behind.

Exit status: 0 all is well, 1 something is not, 77 (skipped) without the Python package jsonschema.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: the Python package jsonschema (Debian: python3-jsonschema) is not installed")
    sys.exit(77)

# Definitions that are parts of others.
HELPERS = {
    "findings", "missing_segments", "term_part", "recorded_hit", "check_status", "span", "spans", "entities", "names", "metadata", "query", "count", "telling",
}
QUERY = 'gas OR "central bank" OR title:sanctions OR person:Putin'
TOPICS = '{"id": "1", "title": "gas pipeline"}\n{"id": "2", "title": "xylophone"}\n'


class Checker:
    def __init__(self, root, dateline, folder):
        self.schema = json.loads((root / "queries/output.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(self.schema)
        self.whole = jsonschema.Draft202012Validator(self.schema)
        self.parts = {}
        self.dateline, self.folder = dateline, folder
        self.used, self.problems, self.objects, self.spans = set(), [], 0, 0

    def run(self, *words, status=0, stream="stdout"):
        """The JSON lines that a command writes."""
        done = subprocess.run([self.dateline, *words], cwd=self.folder, capture_output=True, check=False,
                              env=dict(os.environ, DATELINE_DB="sample.db"))
        if done.returncode != status:
            self.problems.append(f"{words}: exit status {done.returncode}, not {status}: {done.stderr.decode()}")
        return [json.loads(line) for line in getattr(done, stream).decode("utf-8").splitlines()]

    def valid(self, name, value, place):
        """Check an object against a definition."""
        self.used.add(name)
        self.objects += 1
        if name not in self.parts:
            part = {"$schema": self.schema["$schema"], "$defs": self.schema["$defs"], "$ref": "#/$defs/" + name}
            self.parts[name] = jsonschema.Draft202012Validator(part)
        for error in list(self.parts[name].iter_errors(value))[:3]:
            self.problems.append(f"{place}: not valid as {name}: {'/'.join(map(str, error.path))}: {error.message}")
        if not self.whole.is_valid(value):
            self.problems.append(f"{place}: not valid by the schema as a whole")

    def cut(self, text, spans, place, known=None):
        """Check that spans ascend inside a text and lie between characters."""
        data, last = text.encode(), 0
        for begin, end in spans:
            self.spans += 1
            if not last <= begin < end <= len(data):
                self.problems.append(f"{place}: span {begin}, {end} is not in order or outside its text")
                continue
            last = end
            try:
                word = data[begin:end].decode()
            except UnicodeDecodeError:
                self.problems.append(f"{place}: span {begin}, {end} cuts a character")
                continue
            if known and not any(part in word.lower() for part in known):
                self.problems.append(f"{place}: '{word}' is marked, which the query does not ask for")


def check_search(check, bodies):
    """Search in all its JSON; out: the results."""
    known = ["gas", "central bank", "sanction", "putin"]
    (answer,) = check.run("search", "--all", "--format", "json", "--facets", "person,org:3,year,source", QUERY)
    check.valid("answer", answer, "search json")
    lines = check.run("search", "--all", "--format", "jsonl", "--facets", "person,org:3,year,source", QUERY)
    for value in lines:
        check.valid("facet" if value["type"] == "facet" else "result", value, "search jsonl")
    if lines != answer["results"] + answer["facets"]:
        check.problems.append("search: json and jsonl differ")
    if len(answer["results"]) != answer["passages"] or answer["passages"] == 0:
        check.problems.append("search --all: not all passages were written")
    for result in answer["results"]:
        place = "search " + result["id"]
        if bodies[result["article"]].encode()[result["begin"]:result["end"]].decode() != result["text"]:
            check.problems.append(f"{place}: begin and end do not cut text out of the body")
        check.cut(result["text"], result["matches"], place, known)
        check.cut(result["text"], [result["snippet"]] if result["text"] else [], place)
        check.cut(result.get("title", ""), result["title_matches"], place, known)
    for value in check.run("search", "--format", "jsonl", "--facets", "org", "--facet-match", "bank", "-n", "0", "gas"):
        check.valid("facet", value, "search --facet-match")
    for value in check.run("search", "--format", "jsonl", "--fields", "id,person,snippet", "gas"):
        check.valid("chosen_result", value, "search --fields")
        if not set(value) <= {"format", "type", "id", "snippet", "entities"} or "id" not in value:
            check.problems.append(f"search --fields: has {list(value)}")
    (answer,) = check.run("search", "--format", "json", "xylophone", status=1)
    check.valid("answer", answer, "search without results")
    for value in check.run("search", "--topic", "sanctions", "--format", "jsonl", "-n", "1"):
        check.valid("result", value, "search --topic")
    return lines


def check_partial(check):
    """Answers without a segment whose server is not there."""
    folder = pathlib.Path(check.folder)
    shutil.copytree(folder / "sample.db", folder / "partial.db")
    with open(folder / "partial.db/dateline.toml", "a", encoding="utf-8") as manifest:
        manifest.write('\n[[segment]]\nname = "segment-900000"\npassages = 5\narticles = 2\n')
        manifest.write('text_bytes = 9\ndeleted = []\nremote = "127.0.0.1:1"\n')
    words = ["search", "-d", "partial.db", "--partial", "--format"]
    (answer,) = check.run(*words, "json", "gas")
    check.valid("answer", answer, "search --partial")
    lines = check.run(*words, "jsonl", "gas")
    check.valid("partial", lines[-1], "search --partial jsonl")
    missing = [{"segment": "segment-900000", "remote": "127.0.0.1:1", "passages": 5}]
    if answer.get("partial") != missing or lines != answer["results"] + [lines[-1]] or lines[-1]["partial"] != missing:
        check.problems.append("search --partial: does not say what is missing")


def check_show(check, results):
    for result in [value for value in results if value["type"] == "passage"][:20]:
        (article,) = check.run("show", "--format", "json", result["article"], "gas")
        check.valid("article", article, "show article")
        check.cut(article["body"], article["matches"], "show article", ["gas"])
        check.cut(article.get("title", ""), article["title_matches"], "show article", ["gas"])
        check.cut(article["body"], [[part["begin"], part["end"]] for part in article["passages"]], "show passages")
        (passage,) = check.run("show", "--format", "json", "--context", "9", result["id"], "gas")
        check.valid("passage", passage, "show passage")
        body = article["body"].encode()
        for part in [passage, *passage["context"]]:
            check.cut(part["text"], part["matches"], "show passage", ["gas"])
            if body[part["begin"]:part["end"]].decode() != part["text"]:
                check.problems.append(f"show {part['id']}: begin and end do not cut text out of the body")


def check_explore(check, results):
    """What explores: timelines, words that tell, related articles, reasons."""
    for words in ("--by", "month"), ("--of", "mentioned", "--by", "year"), ("--by", "day", "--range", "2022-01..2022-03"):
        (value,) = check.run("timeline", "--format", "json", *words, "gas")
        check.valid("timeline", value, f"timeline {words}")
    (value,) = check.run("timeline", "--format", "json", "xylophone", status=1)
    check.valid("timeline", value, "timeline of nothing")
    for words in (), ("--against", "2022"), ("--against", "oil"):
        (value,) = check.run("significant", "--format", "json", "--min-articles", "1", *words, "gas")
        check.valid("significant", value, f"significant {words}")
        if not words and not value["words"]:
            check.problems.append("significant: tells no word")
    (value,) = check.run("facets", "--format", "json", "--field", "person,mentioned-year", "gas")
    check.valid("facets", value, "facets")
    passages = [value for value in results if value["type"] == "passage"][:10]
    for result in passages:
        (value,) = check.run("similar", "--format", "json", result["article"])
        check.valid("similar", value, "similar")
        (value,) = check.run("why", "--format", "json", result["id"], QUERY)
        check.valid("why", value, "why")
        parts = sum(part["passage"] + part["cover"] + part["evidence"] for part in value["parts"])
        score = value["recency"] * (value["prose"] * (value["lead"] + parts) + value["proximity"])
        if value["rank"] != result["rank"] or abs(value["score"] - result["score"]) > 2e-9:
            check.problems.append(f"why {result['id']}: another rank or score than search")
        if parts > 0 and abs(score - value["score"]) > 1e-8:
            check.problems.append(f"why {result['id']}: the parts do not make up the score")
    (value,) = check.run("why", "--format", "json", passages[0]["id"], "xylophone AND gas", status=1)
    check.valid("why", value, "why not")


def check_rest(check, bodies):
    pathlib.Path(check.folder, "topics.jsonl").write_text(TOPICS, encoding="utf-8")
    hits = check.run("run", "--format", "jsonl", "--summary", "summary.json", "topics.jsonl")
    for hit in hits:
        check.valid("hit", hit, "run")
        if hit["end"] > len(bodies[hit["article"]].encode()):
            check.problems.append(f"run: {hit['article']}: ends behind the body")
    summary = json.loads(pathlib.Path(check.folder, "summary.json").read_text(encoding="utf-8"))
    check.valid("summary", summary, "run --summary")
    if [topic["results"] for topic in summary["topics"]] != [len(hits), 0]:
        check.problems.append("run --summary: counts other results than were written")
    for name, words in {"info": ["info", "--format", "json"], "fields": ["info", "fields", "--format", "json"],
                        "topics": ["topics", "--format", "json"]}.items():
        for value in check.run(*words):
            check.valid(name, value, name)
    for words, status in [(["search", "gas AND (", "--json-errors"], 2), (["search", "--fromat", "x", "--json-errors"], 2),
                          (["info", "-d", "nowhere", "--json-errors"], 3), (["show", "nowhere", "--json-errors"], 1),
                          (["run", "nowhere", "--json-errors"], 2)]:
        values = check.run(*words, status=status, stream="stderr")
        for value in values:
            check.valid("error", value, " ".join(words))
        if len(values) != 1:
            check.problems.append(f"{words}: {len(values)} errors")


def check_eval(check, qrels):
    runs = []
    for field in ("title", "title+description"):
        runs.append(f"{field}.jsonl")
        lines = check.run("run", "--format", "jsonl", "--field", field, "-q", "--depth", "5", "saved")
        text = "".join(json.dumps(value) + "\n" for value in lines)
        pathlib.Path(check.folder, runs[-1]).write_text(text, encoding="utf-8")
    words = ["eval", "-q", "--format", "json", qrels]
    for value in check.run(*words, *runs, "--floor", "P@5=1", "--per-query", status=1):
        check.valid("evaluation", value, "eval")
        for run in value["runs"]:
            for measure, mean in run["means"].items():
                values = [query["values"][measure] for query in run["queries"]]
                if abs(sum(values) / len(values) - mean) > 1e-12:
                    check.problems.append(f"eval: {measure} of {run['name']} is not the mean of its queries")
    for value in check.run(*words, runs[0]):
        check.valid("evaluation", value, "eval of one run")


def check_regressions(check, root):
    """Suites and their records, runs recorded and verified, digests."""
    os.environ["XDG_CACHE_HOME"] = str(check.folder)
    suites = str((root / "queries/suites").resolve())
    (value,) = check.run("check", "--format", "json", suites)
    check.valid("check", value, "check json")
    for suite in value["suites"]:
        check.valid("results", suite["record"], "check json, record")
    (value,) = check.run("check", "--format", "json", "--weighting", "k1=9", suites, status=1)
    check.valid("check", value, "check json, worse")
    pathlib.Path(check.folder, "two.jsonl").write_text(TOPICS, encoding="utf-8")
    check.run("run", "-q", "--record", "run.json", "--format", "jsonl", "two.jsonl")
    record = json.loads(pathlib.Path(check.folder, "run.json").read_text(encoding="utf-8"))
    check.valid("results", record, "run --record")
    (value,) = check.run("verify", "--format", "json", "run.json")
    check.valid("verification", value, "verify json")
    record["answers"][0]["hits"][0]["text"] = "0" * 16
    pathlib.Path(check.folder, "run.json").write_text(json.dumps(record), encoding="utf-8")
    (value,) = check.run("verify", "--format", "json", "run.json", status=1)
    check.valid("verification", value, "verify json, changed")
    if value["changed"] != 1:
        check.problems.append("verify: a changed digest was not told")
    (value,) = check.run("info", "--digest", "--format", "json")
    check.valid("digest", value, "info --digest json")
    if value["digest"] != record["index"]["digest"]:
        check.problems.append("info --digest: another than in the record")


def check_upkeep(check, sample):
    check.run("index", "-q", "-d", "kept.db", sample)
    for state in ("fresh", "compacted"):
        (value,) = check.run("verify", "--format", "json", "kept.db")
        check.valid("database_verification", value, f"verify json, {state} database")
        (value,) = check.run("compact", "--format", "json", "-d", "kept.db")
        check.valid("compaction", value, "compact json")
    for file in pathlib.Path(check.folder, "kept.db").glob("segment-*/text.dl"):
        file.write_bytes(file.read_bytes()[:-1])
    (value,) = check.run("verify", "--format", "json", "kept.db", status=1)
    check.valid("database_verification", value, "verify json, damaged database")


def main():
    root, dateline = pathlib.Path(sys.argv[1]), os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        check = Checker(root, dateline, folder)
        sample = str((root / "index/sample").resolve())
        check.run("index", "-q", "-d", "sample.db", sample)
        bodies = {}
        for record in check.run("read", sample):
            check.valid("record", record, "read " + record["id"])
            bodies[record["id"]] = record["body"]
        lines = check_search(check, bodies)
        check_partial(check)
        check_show(check, lines)
        check_explore(check, lines)
        check_rest(check, bodies)
        shutil.copytree(root / "queries/topics", pathlib.Path(folder, "saved"))
        check_eval(check, str((root / "queries/qrels/sample.tsv").resolve()))
        check_regressions(check, root)
        check_upkeep(check, sample)
    for name in sorted(set(check.schema["$defs"]) - HELPERS - check.used):
        check.problems.append(f"queries/output.schema.json: nothing was checked by '{name}'")
    for problem in check.problems[:50]:
        print(problem)
    print(f"output: {check.objects} objects, {check.spans} spans, {len(check.problems)} problems")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
