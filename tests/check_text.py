#!/usr/bin/env python3
"""Check the text files of the tree: white space, line ends, conflict markers, machine paths, headers, tests left out.

usage: check_text.py ROOT

Looks at the files git tracks or would track; without git, at all files outside build folders.
Prints one line `file:line: what is wrong` per violation and a closing summary; exit status 1 if
there are violations.
"""

import re
import subprocess
import sys
from pathlib import Path

# Texts whose bytes are not ours to tidy.
FOREIGN = re.compile(r"(\.(tsv|sgm)$|^index/sample/|^tests/data/)")
NO_TABS = re.compile(r"(\.(cc|hh)|(^|/)meson\.build)$")
NO_MACHINE_PATHS = re.compile(r"^(src|tests|index|queries)/|^README\.md$")
HEADER = re.compile(r"^src/.*\.hh$")

# Written apart, so that this file does not find itself.
MACHINE_PATH = re.compile("/" + "(work|home|root)" + "/")
CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( |$)")
SKIPPED_FOLDERS = re.compile(r"^(build[^/]*|\.git|\.cache|__pycache__)$")


def files_of_git(root):
    """Tracked and not ignored files, from ROOT; None without git."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return sorted({name for name in listing.decode("utf-8", "surrogateescape").split("\0") if name})


def files_by_walking(root):
    """All files outside build folders, from ROOT."""
    names = (p.relative_to(root) for p in root.rglob("*") if p.is_file())
    return sorted(p.as_posix() for p in names if not any(SKIPPED_FOLDERS.match(part) for part in p.parts))


def line_faults(name, lines):
    """(line number, fault) of each bad line."""
    tidy = not FOREIGN.search(name)
    for number, line in enumerate(lines, 1):
        if tidy and line != line.rstrip():
            yield number, "white space at the end of the line"
        if NO_TABS.search(name) and "\t" in line:
            yield number, "a tab"
        if tidy and CONFLICT.match(line):
            yield number, "a conflict marker"
        if NO_MACHINE_PATHS.search(name) and MACHINE_PATH.search(line):
            yield number, f"a path of one machine: {MACHINE_PATH.search(line).group(0)}"


def header_faults(name, lines):
    """(line number, fault) of a header that does not begin as it should."""
    if not lines or not lines[0].startswith("// "):
        yield 1, "a header begins with a `//` line that says what it is for"
    if "#pragma once" not in lines and "/pch/" not in name:
        yield 1, "no #pragma once"


def file_faults(root, name):
    content = (root / name).read_bytes()
    if b"\0" in content:
        return  # no text
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not FOREIGN.search(name):
            yield content[: error.start].count(b"\n") + 1, "not UTF-8"
        text = content.decode("latin-1")
    lines = text.split("\n")
    ends_well = lines[-1] == ""
    if ends_well:
        lines.pop()
    elif not FOREIGN.search(name):
        yield len(lines), "no line end at the end of the file"
    yield from line_faults(name, lines)
    if HEADER.match(name):
        yield from header_faults(name, lines)


def unlisted_tests(root, names):
    """Tests that tests/meson.build does not name, and that would pass by never running."""
    listing = (root / "tests/meson.build").read_text(encoding="utf-8")
    for name in names:
        unit = re.match(r"tests/unit/(\w+)/test_(\w+)\.cc$", name)
        transcript = re.match(r"tests/transcript/([\w-]+)\.txt$", name)
        if unit:
            block = re.search(rf"'{unit[1]}': \[\s*\[(.*?)\]", listing, re.DOTALL)
            listed = block and f"'{unit[2]}'" in block[1]
        else:
            listed = not transcript or f"'{transcript[1]}'" in listing
        if not listed:
            yield name


def main(arguments):
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: check_text.py ROOT", file=sys.stderr)
        return 2
    root = Path(arguments[0])
    names = files_of_git(root)
    if names is None:
        names = files_by_walking(root)
    names = [n for n in names if (root / n).is_file() and not (root / n).is_symlink()]
    violation_count = 0
    for name in names:
        for number, fault in file_faults(root, name):
            print(f"{name}:{number}: {fault}")
            violation_count += 1
    for name in unlisted_tests(root, names):
        print(f"{name}:1: tests/meson.build does not name it")
        violation_count += 1
    print(f"text: {len(names)} files, {violation_count} violations")
    return 1 if violation_count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
