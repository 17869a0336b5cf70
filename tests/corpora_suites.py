#!/usr/bin/env python3
"""Run the suites of `queries/suites/corpora`, with texts made of the corpora that dateline cannot read as they are.

usage: corpora_suites.py ROOT DATELINE FOLDER [OPTION of check]...

TimeBank is marked up for dates and CoNLL-2003 for names: their bare texts become `timebank.jsonl` and `conll.jsonl`
in FOLDER, which the suites know as DATELINE_CONVERTED. The corpora are looked for in `shared` beside the repository,
or where DATELINE_SHARED says. What is not there is not made, and its suite says that it is skipped.
"""

import html
import json
import os
import pathlib
import re
import sys


def timebank(folder):
    """TimeML: the text without its marks, and the day that the document states."""
    for path in sorted(folder.glob("*.tml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        created = re.search(r'<DCT>.*?value="([^"]+)"', source, re.DOTALL)
        text = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL).group(1)
        yield {"id": path.stem, "date": created.group(1)[:10] if created else "",
               "body": html.unescape(re.sub(r"<[^>]+>", "", text)).strip()}


def conll(path):
    """Columns, a token a line: the first sentence of each document is its headline."""
    documents, sentence = [], []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() + [""]:
        columns = line.split()
        if columns and columns[0] == "-DOCSTART-":
            documents.append([])
        elif columns:
            sentence.append(columns[0])
        elif sentence:
            documents[-1].append(" ".join(sentence))
            sentence = []
    for number, sentences in enumerate(documents, 1):
        if not sentences:
            continue
        day = re.search(r"\b1996-\d\d-\d\d\b", " ".join(sentences[1:3]))
        yield {"id": f"{path.name}-{number}", "title": sentences[0], "date": day.group() if day else "",
               "body": "\n".join(sentences[1:])}


def write(path, articles):
    """A file that is as it was keeps its time."""
    text = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    root, dateline, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    shared = pathlib.Path(os.environ.get("DATELINE_SHARED", root.parent / "shared"))
    folder.mkdir(parents=True, exist_ok=True)
    dates, names = shared / "corpora/dates/timebank", shared / "corpora/entities"
    if dates.is_dir():
        write(folder / "timebank.jsonl", timebank(dates))
    if names.is_dir():
        write(folder / "conll.jsonl", (article for part in ("eng.train", "eng.testa") for article in conll(names / part)))
    os.environ["DATELINE_CONVERTED"] = str(folder)
    os.execv(dateline, [str(dateline), "check", *sys.argv[4:], str(root / "queries/suites/corpora")])


if __name__ == "__main__":
    main()
