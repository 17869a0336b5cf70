#!/usr/bin/env python3
"""Check that the documents say what the program does.

usage: check_docs.py ROOT DATELINE

- In ```console blocks of the documents, every `$ dateline …` names a command, and each of its long
  options is in `dateline COMMAND --help`.
- Every command that `dateline help` lists is mentioned in README.md.
- What `dateline info fields` prints stands in index/README.md between <!-- fields --> and
  <!-- /fields -->.

Prints one line `file:line: what is wrong` per violation and a closing summary; exit status 1 if
there are violations, 2 if the program does not run.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

DOCUMENTS = ["README.md", "queries/README.md", "index/README.md"]
LONG_OPTION = re.compile(r"--[a-z][a-z0-9-]*")
HELP_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")
LISTED_COMMAND = re.compile(r"^  ([a-z][a-z-]*)(\s|$)")
GLOBAL_OPTIONS = {"--help", "--version"}
SEPARATORS = {"|", "||", "&&", ";", "&"}
TIMEOUT_SECONDS = 30


class Program:
    """The program under test; help texts are asked for once."""

    def __init__(self, path):
        self.path = os.path.abspath(path) if os.sep in path else path
        self.helps = {}

    def output(self, *arguments):
        """(exit status, stdout and stderr together)"""
        environment = dict(os.environ, TERM="dumb", LC_ALL="C.UTF-8", COLUMNS="100", PAGER="cat")
        result = subprocess.run([self.path, *arguments], stdout=subprocess.PIPE, env=environment,
                                stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                timeout=TIMEOUT_SECONDS, check=False)
        return result.returncode, result.stdout.decode("utf-8", "replace")

    def commands(self):
        """Names listed by `dateline help`, two blanks before each."""
        _, text = self.output("help")
        return [m.group(1) for m in map(LISTED_COMMAND.match, text.splitlines()) if m]

    def options(self, command):
        """Long options in the command's help."""
        if command not in self.helps:
            _, text = self.output(command, "--help")
            self.helps[command] = set(HELP_OPTION.findall(text)) | GLOBAL_OPTIONS
        return self.helps[command]


def console_commands(text):
    """(line number, command line) of each `$ …` line of the console blocks; `\\` continues a line."""
    inside = False
    lines = enumerate(text.splitlines(), 1)
    for number, line in lines:
        if line.startswith("```"):
            inside = line.strip() == "```console" if not inside else False
        elif inside and line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = command[:-1] + next(lines, (0, ""))[1].lstrip("> ")
            yield number, command


def words_of(command):
    """The shell words, operators apart; comments left out."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|&;()<>")
    lexer.whitespace_split = True
    return list(lexer)


def is_dateline(word):
    return word.rsplit("/", 1)[-1] == "dateline"


def calls_of(command):
    """Argument lists of the calls of dateline in one command line."""
    call = None
    at_start = True
    for word in words_of(command):
        if word in SEPARATORS or set(word) <= set("|&;()"):
            if call is not None:
                yield call
            call, at_start = None, True
        elif call is not None:
            call.append(word)
        elif at_start and re.match(r"^\w+=", word):
            continue  # VARIABLE=value before the program
        elif at_start and is_dateline(word):
            call = []
        else:
            at_start = False
    if call is not None:
        yield call


def call_faults(program, commands, arguments):
    """What is wrong with one call: an unknown command or option."""
    command = next((a for a in arguments if not a.startswith("-")), None)
    if command is None:
        known = GLOBAL_OPTIONS
    elif command not in commands:
        yield f"`dateline {command}` is no command"
        return
    else:
        known = program.options(command)
    for argument in arguments:
        if argument == "--":
            return
        match = LONG_OPTION.match(argument)
        if match and match.group(0) not in known:
            yield f"`dateline {command or ''}` has no option {match.group(0)}"


def document_faults(program, commands, text):
    for number, command in console_commands(text):
        try:
            calls = list(calls_of(command))
        except ValueError as error:  # a quotation that does not end
            yield number, f"not a shell command ({error}): {command}"
            continue
        for arguments in calls:
            for fault in call_faults(program, commands, arguments):
                yield number, fault


def table_faults(program, text):
    """The field table of index/README.md against the program's; blank lines and fences do not count."""
    begin, end = text.find("<!-- fields -->"), text.find("<!-- /fields -->")
    if begin < 0 or end < begin:
        yield 1, "no <!-- fields --> … <!-- /fields -->"
        return
    first_line = text.count("\n", 0, begin) + 1
    status, printed = program.output("info", "fields")
    if status != 0:
        yield first_line, f"`dateline info fields` ends with status {status}"
        return
    tidy = [(n, l.rstrip()) for n, l in enumerate(text[begin:end].splitlines(), first_line)][1:]
    documented = [(n, l) for n, l in tidy if l and not l.startswith("```")]
    expected = [l.rstrip() for l in printed.splitlines() if l.strip()]
    for place, line in enumerate(expected):
        number, found = documented[place] if place < len(documented) else (first_line, "nothing")
        if found != line:
            yield number, f"differs from `dateline info fields`\n  expected: {line}\n  got:      {found}"
            return
    for number, line in documented[len(expected):]:
        yield number, f"`dateline info fields` does not print this: {line}"


def all_faults(root, program):
    commands = program.commands()
    if not commands:
        yield "README.md", 1, "`dateline help` lists no command (two blanks, then the name)"
    for name in DOCUMENTS:
        path = root / name
        if not path.is_file():
            yield name, 1, "is missing"
            continue
        text = path.read_text(encoding="utf-8")
        for number, fault in document_faults(program, commands, text):
            yield name, number, fault
        if name == "README.md":
            for command in commands:
                if not re.search(rf"(?<![\w-]){re.escape(command)}(?![\w-])", text):
                    yield name, 1, f"does not mention the command `{command}`"
        if name == "index/README.md":
            for number, fault in table_faults(program, text):
                yield name, number, fault


def main(arguments):
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print("usage: check_docs.py ROOT DATELINE", file=sys.stderr)
        return 2
    try:
        faults = list(all_faults(Path(arguments[0]), Program(arguments[1])))
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"error: cannot run '{arguments[1]}': {error}", file=sys.stderr)
        return 2
    for name, number, fault in faults:
        print(f"{name}:{number}: {fault}")
    print(f"docs: {len(DOCUMENTS)} documents, {len(faults)} violations")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
