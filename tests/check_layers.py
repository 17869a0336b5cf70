#!/usr/bin/env python3
"""Check that src/ keeps its layers: who may include whom, which library stays where, file sizes.

usage: check_layers.py ROOT

ROOT is the top of the source tree. Prints one line `file:line: what is wrong` per violation and a
closing summary; exit status 1 if there are violations, 2 if ROOT holds no src/.
"""

import re
import sys
from pathlib import Path

# Rows of src/README.md, "Layers". A folder includes itself and lower rows.
LAYERS = {
    "base": 0,
    "text": 1,
    "schema": 2, "temporal": 2, "entity": 2, "query": 2, "corpus": 2, "glass": 2,
    "store": 3, "train": 3,
    "indexing": 4, "search": 4,
    "eval": 5, "explore": 5,
    "cli": 6,
}
MAIN_INCLUDES = {"base", "cli"}

# A library's headers, and where they may be included: a folder (`corpus/`) or one file.
LIBRARIES = [
    ("Xapian", r"xapian(\.h|/.*)", ["store/xapian.hh"]),
    ("ICU", r"unicode/.*", ["text/"]),
    ("simdjson", r"simdjson(\.h|/.*)", ["corpus/"]),
    ("libarchive", r"archive(_entry)?\.h", ["corpus/"]),
    ("libxml2", r"(libxml2?/|libxml).*", ["corpus/"]),
    ("gumbo", r"gumbo\.h", ["corpus/"]),
    ("Boost.Program_options", r"boost/(?!math/).*", ["cli/"]),
    ("Boost.Math", r"boost/math/.*", ["eval/"]),
    ("readline", r"(readline/.*|editline/.*|histedit\.h)", ["cli/"]),
    ("toml++", r"toml(\.hpp|\.h|\+\+/.*|plusplus/.*)", ["base/"]),
    ("zstd", r"(zstd|zdict|zstd_errors)\.h", ["store/"]),
    ("xxHash", r"(xxhash|xxh3)\.h", ["base/", "corpus/"]),
    ("nlohmann-json", r"nlohmann/.*", ["cli/", "eval/"]),
]
LIBRARIES = [(name, re.compile(pattern), places) for name, pattern, places in LIBRARIES]

MAX_LINES = 400
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
SOURCES = {".cc", ".hh"}


def layer_fault(folder, target, path):
    """Why `path` of `folder` ("" for src/ itself) may not include "target"; None if it may."""
    if "/" not in target:
        return f'"{target}" is not written from src/'
    included = target.split("/", 1)[0]
    if included not in LAYERS:
        return f'"{target}" is in no known folder'
    if folder == "":
        if path == "main.cc" and included in MAIN_INCLUDES:
            return None
        return f'"{target}": src/main.cc includes only {" and ".join(sorted(MAIN_INCLUDES))}'
    if folder not in LAYERS:
        return f"the folder {folder}/ has no layer"
    if included == folder or LAYERS[included] < LAYERS[folder]:
        return None
    direction = "sideways" if LAYERS[included] == LAYERS[folder] else "up"
    return f'"{target}" goes {direction}: {folder} is layer {LAYERS[folder]}, {included} layer {LAYERS[included]}'


def library_fault(path, target):
    """Why `path` (from src/) may not include the library header `target`; None if it may."""
    for name, pattern, places in LIBRARIES:
        if not pattern.fullmatch(target):
            continue
        if any(path == place or (place.endswith("/") and path.startswith(place)) for place in places):
            return None
        return f"<{target}>: {name} is included only in {', '.join('src/' + p for p in places)}"
    return None


def include_faults(path, lines):
    """(line number, fault) of each wrong include of one file."""
    folder = path.split("/", 1)[0] if "/" in path else ""
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, target = match.groups()
        fault = library_fault(path, target)
        if fault is None and quote == '"':
            fault = layer_fault(folder, target, path)
        if fault:
            yield number, fault


def main(arguments):
    if len(arguments) != 1 or not (Path(arguments[0]) / "src").is_dir():
        print("usage: check_layers.py ROOT   (ROOT holds src/)", file=sys.stderr)
        return 2
    source_root = Path(arguments[0]) / "src"
    files = sorted(p for p in source_root.rglob("*") if p.suffix in SOURCES and p.is_file())
    violation_count = 0
    for file in files:
        path = file.relative_to(source_root).as_posix()
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        faults = list(include_faults(path, lines))
        if len(lines) > MAX_LINES:
            faults.append((len(lines), f"{len(lines)} lines, at most {MAX_LINES}: split it"))
        for number, fault in faults:
            print(f"src/{path}:{number}: {fault}")
        violation_count += len(faults)
    print(f"layers: {len(files)} files, {violation_count} violations")
    return 1 if violation_count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
