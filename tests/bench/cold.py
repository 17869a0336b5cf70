#!/usr/bin/env python3
"""How long `dateline search` takes from its start to its first line of output.

usage: cold.py DATELINE DB [--runs 20] [QUERY…]

warm: the database's files are in the page cache; evicted: they were put out of it before each run
(posix_fadvise DONTNEED: a request the system may refuse for pages in use, so the share still cached is printed).
Each of the queries is run RUNS times; percentiles are over all.
"""

import argparse
import ctypes
import math
import mmap
import os
import pathlib
import subprocess
import time

QUERIES = ["oil price cap", '"central bank"', "trade surplus japan", "+wheat export place:\"Soviet Union\""]


def files(database):
    return [path for path in pathlib.Path(database).rglob("*") if path.is_file() and path.stat().st_size > 0]


def evict(database):
    for path in files(database):
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)  # dirty pages can't be dropped
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def warm(database):
    for path in files(database):
        path.read_bytes()


def cached_share(database):
    """Share of the database's pages that are in memory. source: mincore(2)"""
    libc = ctypes.CDLL(None, use_errno=True)
    pages = cached = 0
    for path in files(database):
        size = path.stat().st_size
        count = math.ceil(size / mmap.PAGESIZE)
        with path.open("rb") as file, mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY) as mapped:
            states = (ctypes.c_ubyte * count)()
            address = ctypes.addressof(ctypes.c_char.from_buffer(mapped))
            if libc.mincore(ctypes.c_void_p(address), ctypes.c_size_t(size), states) != 0:
                raise OSError(ctypes.get_errno(), "mincore", str(path))
        pages += count
        cached += sum(state & 1 for state in states)
    return cached / pages


def first_line_ms(command):
    """Time to the first byte, and to the end. Status 1 is nothing found."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.read(1)
        first = time.perf_counter()
        process.stdout.read()
    if process.returncode not in (0, 1):
        raise SystemExit(f"status {process.returncode}: {' '.join(command)}")
    return (first - start) * 1e3, (time.perf_counter() - start) * 1e3


def percentile(values, share):
    """Nearest rank."""
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("dateline")
    parser.add_argument("database")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("queries", nargs="*", default=QUERIES)
    options = parser.parse_args()
    print(f"{'':8} {'first p50':>10} {'p90':>8} {'end p50':>8} {'p90':>8}  ms; pages cached before")
    for name, prepare in (("warm", lambda: None), ("evicted", lambda: evict(options.database))):
        warm(options.database)
        firsts, ends, shares = [], [], []
        for query in options.queries:
            command = [options.dateline, "search", "-d", options.database, query]
            for _ in range(options.runs):
                prepare()
                shares.append(cached_share(options.database))
                first, end = first_line_ms(command)
                firsts.append(first)
                ends.append(end)
        print(f"{name:8} {percentile(firsts, 0.5):10.1f} {percentile(firsts, 0.9):8.1f} {percentile(ends, 0.5):8.1f} "
              f"{percentile(ends, 0.9):8.1f}  {100 * sum(shares) / len(shares):.0f} %")


if __name__ == "__main__":
    main()
