#!/usr/bin/env python3
"""Check manual pages and completion scripts, as the program prints them.

usage: check_manual.py ROOT DATELINE

Every command that `dateline help` lists has a page, is named in src/manual/meson.build, and its page names
all its options; groff, where it is installed, has nothing to warn of. A real bash completes commands, options,
choices and topics; so do zsh, at a terminal, and fish, where they are installed. What is not installed is told.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path


PAGES = ("query", "formats", "json", "suites", "config")


def output(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout.decode()


def check_width(name, page):
    """At 80 columns nothing of a page is cut off."""
    lines = subprocess.run(["groff", "-man", "-Tutf8", "-Kutf8", "-rLL=80n", "-P-cbou"], input=page.encode(),
                           check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()
    for line in lines:
        if line.lstrip().startswith("{"):  # JSON is one line
            continue
        assert len(line) <= 80, f"{name} is wider than 80 columns: {line}"


def check_help(program, name, columns):
    """Help is filled to the terminal; examples, which are indented by two, are kept as they are."""
    if name == "dateline":
        return
    for line in output(program, "help", name, env=dict(os.environ, COLUMNS=str(columns))).splitlines():
        code = line.startswith("  ") and any(sign in line for sign in ("dateline", '"', ">   --"))
        example = code or line.lstrip().startswith("-")  # kept as they are
        word = " " not in line.strip() or "n force: " in line  # a path, which is kept whole
        assert len(line) <= columns or word or example, f"help {name} at {columns} columns: {line}"


def check_pages(root, program):
    listed = re.findall(r"^  ([a-z]+) ", output(program, "help"), re.MULTILINE)
    assert "shell" in listed and "search" in listed
    build = (root / "src/manual/meson.build").read_text()
    for name in ["dateline", *listed, *PAGES]:
        assert name == "dateline" or f"'dateline-{name}'" in build, f"{name} is not in src/manual/meson.build"
        page = output(program, "help", "--man", name)
        if name in listed:
            for option in re.findall(r"--[a-z-]+", output(program, name, "--help").split("options:")[-1]):
                written = option.replace("-", "\\-")
                assert written in page, f"{option} is not on the page of {name}"
        if shutil.which("groff"):
            told = subprocess.run(["groff", "-ww", "-man", "-Tutf8", "-Kutf8", "-z"], input=page.encode(),
                                  stderr=subprocess.PIPE, check=False).stderr.decode()
            assert told == "", f"{name}: {told}"
            check_width(name, page)
        for columns in (40, 60, 80, 120):
            check_help(program, name, columns)
    if not shutil.which("groff"):
        print("skipped: groff is not installed; pages were not formatted")


def completed(program, script, line):
    """What bash offers at the end of a line."""
    words = line.split(" ")
    driver = (f"source {script}; dateline() {{ '{program}' \"$@\"; }}; "
              f"COMP_WORDS=({' '.join(repr(w) for w in words)}); COMP_CWORD={len(words) - 1}; "
              "_dateline; printf '%s\\n' \"${COMPREPLY[@]}\"")
    return output("bash", "--norc", "-c", driver).split()


def completed_by_fish(program, script, line):
    """What fish offers at the end of a line."""
    driver = (f"function dateline; '{program}' $argv; end; source {script}; "
              f"complete -C '{line}'")
    home = dict(os.environ, HOME=str(script.parent), XDG_CONFIG_HOME=str(script.parent / "config"))
    offered = output("fish", "--no-config", "-c", driver, env=home)
    return [one.split("\t")[0] for one in offered.splitlines()]


class Zsh:
    """A zsh at a terminal that finds the script by itself, as an installed one."""

    def __init__(self, program, script, columns=100):
        folder = script.parent / "functions"
        folder.mkdir()
        (folder / "_dateline").write_text(script.read_text())
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", HOME=str(script.parent), LC_ALL="C.UTF-8")
            os.execvp("zsh", ["zsh", "-f", "-i"])
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.do(f"PS1='zsh''> '; unsetopt prompt_sp; fpath=({folder} $fpath); dateline() {{ '{program}' \"$@\" }}\n", "zsh>")
        self.do(f"autoload -Uz compinit; compinit -u -d {script.parent}/dump; "
                "print rea''dy\n", "ready zsh>")

    def do(self, keys, wanted, seconds=20):
        """What is on the screen once all of it is there, without colours and moves."""
        os.write(self.file, keys.encode())
        raw, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.file], [], [], 0.1)
            if ready:
                raw += os.read(self.file, 65536).decode("utf-8", "replace")
            screen = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\r\x07]", "", raw)
            if wanted in screen or all(word in screen for word in wanted.split()):
                return screen
        raise AssertionError(f"zsh did not show {wanted!r}, but:\n{screen}")

    def check(self, line, expected):
        """One candidate is put into the line, several are listed below it."""
        self.do(line, line)
        # Of the line, zsh writes what is added to it.
        typed = line[line.rfind(" ") + 1:]
        self.do("\t", expected[0].removeprefix(typed) if len(expected) == 1 else " ".join(expected))
        self.do("\x15\x0c", "zsh>")  # empties the line and the screen

    def close(self):
        os.close(self.file)
        os.waitpid(self.pid, 0)


def check_completion(program, folder):
    scripts = {}
    for shell in ("bash", "zsh", "fish"):
        scripts[shell] = folder / shell
        scripts[shell].write_text(output(program, "help", "--completion", shell))
        if shutil.which(shell):
            output(shell, "-n", str(scripts[shell]))
        else:
            print(f"skipped: {shell} is not installed; its script was not tried")
    zsh = Zsh(program, scripts["zsh"]) if shutil.which("zsh") else None
    for line, expected in {
            "dateline sea": ["search"],
            "dateline search --half": ["--half-life"],
            "dateline search --sort ": ["score", "newest", "oldest"],
            "dateline search --topic sanc": ["sanctions"],
            "dateline topics sh": ["show"],
            "dateline help que": ["query"],
            "dateline search --facets per": ["person"],
            "dateline facets --field place,per": ["place,person"],
            "dateline timeline --of ": ["published", "mentioned"],
            "dateline timeline --by qu": ["quarter"],
            "dateline --vers": ["--version"],
            "dateline search help --topic sanc": ["sanctions"],
            "dateline search @sanc": ["@sanctions"],
            "dateline topics show sanc": ["sanctions"],
            "dateline help --completion ": ["bash", "zsh", "fish"],
    }.items():
        found = completed(program, scripts["bash"], line)
        assert found == expected, f"{line!r}: {found}"
        if shutil.which("fish"):
            found = completed_by_fish(program, scripts["fish"], line)
            assert sorted(found) == sorted(expected), f"fish, {line!r}: {found}"
        if zsh:
            zsh.check(line, expected)
    if shutil.which("fish"):
        offered = completed_by_fish(program, scripts["fish"], "dateline search help quer")
        assert "query" not in offered, f"fish: a word to search for is no command: {offered}"
    if zsh:
        zsh.close()


def main(arguments):
    if len(arguments) != 2:
        print("usage: check_manual.py ROOT DATELINE", file=sys.stderr)
        return 2
    program = os.path.abspath(arguments[1])
    check_pages(Path(arguments[0]), program)
    with tempfile.TemporaryDirectory(prefix="dateline-manual-") as folder:
        check_completion(program, Path(folder))
    print("manual: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
