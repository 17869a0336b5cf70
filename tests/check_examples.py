#!/usr/bin/env python3
"""Run the examples of the documents as a transcript.

usage: check_examples.py [--update] ROOT DATELINE

Every ```console block of README.md and queries/README.md is part of one transcript for each document, in
run_transcript.py's form, run where `index` and `queries` are the repository's and sample.db the database of the sample
corpus. --update rewrites the blocks.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

DOCUMENTS = ["README.md", "queries/README.md"]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)
PREAMBLE = "$ ln -s $SAMPLE/.. index; ln -s $SAMPLE/../../queries queries; dateline index -q -d sample.db index/sample\n"
BORDER = "# ---- next example\n"


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    update = len(arguments) < len(sys.argv) - 1
    root, dateline = pathlib.Path(arguments[0]), arguments[1]
    runner = [sys.executable, str(root / "tests/run_transcript.py")] + (["--update"] if update else [])
    failed = False
    for name in DOCUMENTS:
        text = (root / name).read_text(encoding="utf-8")
        blocks = [match.group(1) for match in BLOCK.finditer(text)]
        with tempfile.TemporaryDirectory() as folder:
            transcript = pathlib.Path(folder, name.replace("/", "-") + ".txt")
            transcript.write_text(PREAMBLE + "".join(BORDER + block for block in blocks), encoding="utf-8")
            failed |= subprocess.run(runner + [dateline, str(transcript)], check=False).returncode != 0
            new = transcript.read_text(encoding="utf-8").split(BORDER)[1:]
        if update:
            fresh = iter(new)
            text = BLOCK.sub(lambda match: "```console\n" + next(fresh).rstrip("\n") + "\n```", text)
            (root / name).write_text(text, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
