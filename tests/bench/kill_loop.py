#!/usr/bin/env python3
"""Kill writers of a database at random moments, hundreds of times, and compare what is left with an undisturbed build.

usage: kill_loop.py DATELINE [--kills 300] [--seed N]

The loop of tests/check_durability.py at length: a corpus grows file by file, some files replacing articles of others;
each writer, indexing or compacting, is killed with SIGKILL after a random time unless it ends before; a reader searches
all the while. Prints a summary, or what went wrong, with status 1.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from check_durability import kill_loop  # noqa: E402
from writers import Lab  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-kills-") as folder:
        try:
            print(kill_loop(Lab(str(Path(arguments.program).resolve()), folder), arguments.kills, arguments.seed))
        except AssertionError as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
