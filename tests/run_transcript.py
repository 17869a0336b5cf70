#!/usr/bin/env python3
"""Run transcripts: commands with the output and exit status they must have.

usage: run_transcript.py [--update] [--timeout SECONDS] DATELINE FILE…

A transcript is a text file:

    # A comment.
    $ dateline search -d news.db oil | head -1
    > a line that continues the command (for here-documents)
    [...]
    1. Oil falls   <n> passages in <ms> ms
    ? 1

`$ ` begins a command. What follows is its stdout and stderr together, up to the next line that
begins with `$ ` or `# `, or the end. `? N` closes the output and gives the exit status, 0 if it is
not there. White space at line ends and blank lines at the end of an output do not count.

    [...]   alone on a line: any number of lines, even none
    <ms>    digits, perhaps with a fraction
    <n>     a number, perhaps with sign, thousands separators, fraction, exponent
    <x>     any text of at least one character

Output that looks like one of these marks is written with one more backslash before it: `\\$ `,
`\\# `, `\\? `, `\\> `, `\\[...]`, `\\<n>`; so is a line that begins with a backslash.

All commands of a file run one after another in one new directory, each under its own `bash -c`, with
`dateline` on the PATH, $SAMPLE the folder index/sample, $DATA the folder tests/data, no terminal, no
settings of the user. In outputs the paths of $SAMPLE, $DATA, $HOME and of the directory ($TMP) stand
as these names, control characters as `\\x1b`.

--update rewrites the files with what the program does now; marks stay where they still match.
Exit status: 0 all as written, 1 differences, 2 a file that is no transcript or cannot be read.
"""

import argparse
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ANY_LINES = "[...]"
MARKS = {"ms": r"[0-9]+(?:\.[0-9]+)?", "n": r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?",
         "x": r".+?"}
MARK = re.compile(r"(\\*)<(ms|n|x)>")
LINE_MARK = re.compile(r"\\|[$#?>] |[#$?>]$|\[\.\.\.\]$")
STATUS = re.compile(r"\? ([0-9]+)$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
TIMED_OUT = 124


class TranscriptError(Exception):
    """A file that is no transcript."""


# ---- reading -------------------------------------------------------------------------------------


@dataclass
class Step:
    """One command with what it must print; `line` is where it stands, counted from 1."""

    line: int
    command: list
    output: list = field(default_factory=list)
    status: int = 0
    blank_count: int = 0  # blank lines after it

    def text(self):
        """The command as bash gets it."""
        return "\n".join(self.command)

    def lines(self):
        """The step as it stands in a file."""
        status = [f"? {self.status}"] if self.status else []
        first, *rest = self.command
        return [f"$ {first}", *(f"> {line}".rstrip() for line in rest), *self.output, *status,
                *[""] * self.blank_count]


def is_comment(line):
    return line == "#" or line.startswith("# ")


def parse(text):
    """A list of steps and of comment or blank lines (strings), in order."""
    parts = []
    step = None  # the one whose output is being read
    expect_more_command = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            step = Step(number, [line[2:]])
            parts.append(step)
            expect_more_command = True
        elif is_comment(line):
            parts.append(line)
            step = None
        elif step is None:
            if line.strip():
                raise TranscriptError(f"{number}: output without a command: {line}")
            if parts and isinstance(parts[-1], Step):
                parts[-1].blank_count += 1
            else:
                parts.append("")
        elif expect_more_command and (line.startswith("> ") or line == ">"):
            step.command.append(line[2:])
        elif STATUS.match(line):
            step.status = int(STATUS.match(line).group(1))
            step = None
        else:
            step.output.append(line.rstrip())
            expect_more_command = False
    for part in parts:
        if isinstance(part, Step):
            while part.output and not part.output[-1]:
                part.output.pop()
                part.blank_count += 1
    return parts


def write(parts):
    lines = []
    for part in parts:
        lines += part.lines() if isinstance(part, Step) else [part]
    return "\n".join(lines).rstrip("\n") + "\n"


# ---- comparing -----------------------------------------------------------------------------------


def escaped(line):
    """An output line as it must be written to mean itself."""
    guard = "\\" if LINE_MARK.match(line) and not MARK.match(line) else ""
    return guard + MARK.sub(lambda m: "\\" + m.group(0), line)


def line_pattern(line):
    """The regular expression of one written line."""
    if line.startswith("\\") and not MARK.match(line):
        line = line[1:]
    pattern, end = "", 0
    for mark in MARK.finditer(line):
        pattern += re.escape(line[end:mark.start()])
        pattern += re.escape(mark.group(0)[1:]) if mark.group(1) else MARKS[mark.group(2)]
        end = mark.end()
    return re.compile(pattern + re.escape(line[end:]))


def line_matches(written, got):
    return line_pattern(written).fullmatch(got) is not None


def starts_with(chunk, got, at):
    """The lines of `chunk` match those of `got` from `at` on."""
    return at + len(chunk) <= len(got) and all(p.fullmatch(g) for p, g in zip(chunk, got[at:]))


def output_matches(written, got):
    """The written lines, with `[...]` for any lines, match those got."""
    chunks = [[]]
    for line in written:
        if line == ANY_LINES:
            chunks.append([])
        else:
            chunks[-1].append(line_pattern(line))
    first, *others = chunks
    if not starts_with(first, got, 0):
        return False
    at = len(first)
    if not others:
        return at == len(got)
    *middle, last = others
    for chunk in middle:  # the leftmost place leaves most to the rest
        while not starts_with(chunk, got, at):
            at += 1
            if at > len(got):
                return False
        at += len(chunk)
    return len(got) - len(last) >= at and starts_with(last, got, len(got) - len(last))


def aligned(written, got):
    """Pairs (place in written, place in got) of a longest common subsequence by line_matches."""
    patterns = [None if line == ANY_LINES else line_pattern(line) for line in written]
    same = [[bool(p and p.fullmatch(g)) for g in got] for p in patterns]
    best = [[0] * (len(got) + 1) for _ in range(len(written) + 1)]
    for i in reversed(range(len(written))):
        for j in reversed(range(len(got))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if same[i][j]:
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + 1)
    pairs, i, j = {}, 0, 0
    while i < len(written) and j < len(got):
        if same[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def rewritten(written, got):
    """Lines that match `got`, made of the written ones where these still match."""
    pairs = aligned(written, got)
    lines = [escaped(line) for line in got]
    for i, j in pairs.items():
        lines[j] = written[i]
    spans = []  # of got that a `[...]` stands for
    for i, line in enumerate(written):
        if line != ANY_LINES:
            continue
        begin = 0 if i == 0 else pairs[i - 1] + 1 if i - 1 in pairs else None
        end = len(got) if i + 1 == len(written) else pairs.get(i + 1)
        if begin is not None and end is not None and begin <= end:
            spans.append((begin, end))
    for begin, end in reversed(spans):
        lines[begin:end] = [ANY_LINES]
    return lines


def difference(step, got, status):
    """The difference for people: unified, expected against got; lines that match are shown as written."""
    expected = step.output + ([f"? {step.status}"] if step.status else [])
    shown = rewritten(step.output, got) + ([f"? {status}"] if status else [])
    return [line.rstrip("\n") for line in
            difflib.unified_diff(expected, shown, "expected", "got", lineterm="", n=2)]


# ---- running -------------------------------------------------------------------------------------


class Place:
    """A new directory with a clean environment."""

    def __init__(self, dateline):
        self.root = Path(tempfile.mkdtemp(prefix="transcript-")).resolve()
        self.work, home, programs = (self.root / name for name in ("work", "home", "bin"))
        for folder in (self.work, home, programs):
            folder.mkdir()
        (programs / "dateline").symlink_to(dateline)
        sample, data = TESTS.parent / "index" / "sample", TESTS / "data"
        kept = {name: value for name, value in os.environ.items()
                if name.endswith("SAN_OPTIONS") or name in ("LD_LIBRARY_PATH", "LLVM_PROFILE_FILE")}
        self.environment = dict(
            kept, PATH=f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}", HOME=str(home),
            TERM="dumb", LC_ALL="C.UTF-8", TZ="UTC", COLUMNS="80", SAMPLE=str(sample), DATA=str(data),
            TMP=str(self.work))
        names = [(str(sample), "$SAMPLE"), (str(data), "$DATA"), (str(home), "$HOME"),
                 (str(self.work), "$TMP")]
        self.names = sorted(names, key=lambda pair: -len(pair[0]))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def run(self, command, timeout_seconds):
        """(output lines, exit status)"""
        with subprocess.Popen(["bash", "-c", command], cwd=self.work, env=self.environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, start_new_session=True) as process:
            try:
                output, _ = process.communicate(timeout=timeout_seconds)
                status = process.returncode
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                output, _ = process.communicate()
                output += f"\n(stopped after {timeout_seconds:g} s)\n".encode()
                status = TIMED_OUT
        return self.tidy(output), 128 - status if status < 0 else status

    def tidy(self, output):
        text = output.decode("utf-8", "backslashreplace")
        for path, name in self.names:
            text = text.replace(path, name)
        text = CONTROL.sub(lambda m: f"\\x{ord(m.group(0)):02x}", text)
        lines = [line.rstrip() for line in text.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return lines


def run_file(dateline, path, options):
    """True if all is as written (or has been rewritten)."""
    text = path.read_text(encoding="utf-8")
    parts = parse(text)
    steps = [part for part in parts if isinstance(part, Step)]
    if not steps:
        raise TranscriptError("1: no command")
    passed = True
    with Place(dateline) as place:
        for step in steps:
            got, status = place.run(step.text(), options.timeout)
            if status == step.status and output_matches(step.output, got):
                continue
            if options.update:
                step.output, step.status = rewritten(step.output, got), status
                continue
            passed = False
            print(f"{path}:{step.line}: $ {step.command[0]}")
            for line in difference(step, got, status):
                print(f"  {line}")
    if options.update and write(parts) != text:
        path.write_text(write(parts), encoding="utf-8")
        print(f"{path}: rewritten")
    return passed


def arguments_of(arguments):
    parser = argparse.ArgumentParser(description="Run transcripts of the command line.",
                                     epilog="The format stands at the top of this file.")
    parser.add_argument("--update", action="store_true",
                        help="rewrite the files with what the program does now")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS",
                        help="for one command (default 60)")
    parser.add_argument("dateline", help="the program")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="transcripts")
    return parser.parse_args(arguments)


def main(arguments):
    options = arguments_of(arguments)
    dateline = Path(options.dateline).resolve()
    if not os.access(dateline, os.X_OK):
        print(f"error: cannot run '{options.dateline}'", file=sys.stderr)
        return 2
    failed_count, broken = 0, False
    for path in options.files:
        try:
            failed_count += not run_file(dateline, path, options)
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path}: {error}")
            failed_count, broken = failed_count + 1, True
        except TranscriptError as error:
            print(f"{path}:{error}")
            failed_count, broken = failed_count + 1, True
    print(f"transcripts: {len(options.files) - failed_count} passed, {failed_count} failed")
    return 2 if broken else 1 if failed_count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
