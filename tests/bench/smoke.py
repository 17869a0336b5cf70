#!/usr/bin/env python3
"""See that every benchmark program still runs, on the sample corpus; its figures are not looked at.

usage: smoke.py DATELINE SAMPLE PROGRAM…
"""

import pathlib
import re
import subprocess
import sys
import tempfile


def main():
    dateline, sample, *programs = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        database = str(pathlib.Path(folder) / "sample.db")
        subprocess.run([dateline, "index", "-q", "-d", database, sample], check=True)
        arguments = {
            "query_latency": [database, "--queries", "2"],
            "bench_facets": [database, "gas OR oil"],
            "index_stages": [sample],
            "bench_tagger": [sample],
            "bench_dates": [sample],
        }
        failed = 0
        for program in programs:
            name = pathlib.Path(program).name
            run = subprocess.run([program, *arguments[name]], capture_output=True, text=True)
            good = run.returncode == 0 and re.search(r"\d\.\d", run.stdout)
            print(f"{'ok' if good else 'FAILED'}: {name}")
            if not good:
                print(run.stdout[-500:], run.stderr[-500:], sep="\n")
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
