#!/usr/bin/env python3
"""Drive `dateline shell` at a terminal as a person would, and check what is on the screen.

usage: check_session.py ROOT DATELINE [--news]

An hour's work on sanctions and energy security over the sample corpus: searching, narrowing, going back,
reading, marking, exporting, saving a case; completion by Tab, history of two sessions, Ctrl-C at the prompt
an index that grows meanwhile, a window that becomes narrow or high, the pager. With --news the work is done over the news corpus
that may lie in `shared/` beside the repository, or where DATELINE_SHARED says; exit status 77 (skipped) if it
is not there.

Exit status 1 with the screen of the failing step.
"""

import fcntl
import json
import os
import pty
import re
import select
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

PROMPT = "dateline> "
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r|\x07")
TIMEOUT_SECONDS = 60


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, command, environment, columns=100, rows=40):
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        self.resize(columns, rows)
        self.raw = ""  # of what was read last, with colours and moves

    def resize(self, columns, rows=40):
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys):
        os.write(self.file, keys.encode())

    def read_while(self, done, what):
        """What comes, without colours and moves, until done(it)."""
        raw = screen = ""
        end = time.monotonic() + TIMEOUT_SECONDS
        while time.monotonic() < end:
            ready, _, _ = select.select([self.file], [], [], 0.2)
            if not ready:
                continue
            try:
                raw += os.read(self.file, 65536).decode("utf-8", "replace")
            except OSError:  # the program ended
                break
            screen = ESCAPES.sub("", raw)
            self.raw = raw
            if done(screen):
                return screen
        raise AssertionError(f"{what} did not come; the screen:\n{screen}")

    def read_until(self, wanted):
        return self.read_while(lambda screen: wanted in screen, repr(wanted))

    def interrupt(self):
        """Ctrl-C. A prompt may be on the screen already: the one that counts comes after the sign."""
        self.type("\x03")
        self.read_while(lambda screen: PROMPT in screen.partition("^C")[2], "a prompt after Ctrl-C")

    def do(self, line, *expected):
        """Type a line; what the screen shows until the next prompt."""
        self.type(line + "\r")
        # The echo of the line comes before the answer, the prompt last.
        screen = self.read_while(lambda text: "\n" in text and text.endswith(PROMPT),
                                 f"an answer to {line!r}")
        for text in expected:
            if text not in screen:
                raise AssertionError(f"{line!r} did not show {text!r}, but:\n{screen}")
        return screen

    def end(self):
        """Ctrl-D; the exit status."""
        before = self.raw
        self.type("\x04")
        self.raw = ""
        try:
            while part := os.read(self.file, 65536).decode("utf-8", "replace"):
                self.raw += part
        except OSError:
            pass
        self.raw = before + self.raw
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def environment(home):
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "DATELINE_DATA", "ASAN_OPTIONS")}
    return dict(kept, HOME=str(home), TERM="xterm", LC_ALL="C.UTF-8", DATELINE_PAGER="cat")


def run(program, *arguments, home):
    return subprocess.run([program, *arguments], env=environment(home), check=True, cwd=home,
                          stdout=subprocess.PIPE).stdout.decode()


def passages(screen):
    """The count of the last answer on a screen."""
    return int(re.findall(r"([\d,]+) passages? in", screen)[-1].replace(",", ""))


def check_work(program, database, home):
    """Searching, narrowing, reading, keeping: the hour's work, in short."""
    os.chdir(home)
    terminal = Terminal([program, "shell", "-d", database, "--set", "limit=5"], environment(home))
    terminal.read_until(PROMPT)
    everything = passages(terminal.do("sanctions energy", " 1  ", "person", "f1 ", " ms"))
    narrowed = passages(terminal.do("+ place:Germany", "sanctions energy place:Germany"))
    assert 0 < narrowed < everything, "a clause narrows"
    left_out = passages(terminal.do("- title:sanctions"))
    assert left_out < narrowed, "a clause leaves out"
    assert passages(terminal.do("back")) == narrowed, "back undoes"
    assert passages(terminal.do("undo")) == everything, "and once more"
    drilled = terminal.do("f1")
    value = int(re.search(r"f1 .*? ([\d,]+)", terminal.do("back")).group(1).replace(",", ""))
    assert passages(drilled) == value, "a facet's number is the count of what it leads to"
    assert passages(terminal.do("-f1")) == everything - value, "and of what it leaves out"
    terminal.do("back")
    terminal.do("next", " 6  ", "6 to 10 of")
    terminal.do("3", "\n")
    terminal.do("context 3", "> passage")
    terminal.do("previous", " 1  ", "1 to 5 of")
    terminal.do("previous", "these are the first results")
    terminal.do("mark 1 6", "2 passages marked")
    terminal.do("marks", "sanctions energy")
    terminal.do("mark 2", "3 passages marked")
    terminal.do("unmark m3", "2 passages marked")
    terminal.do("export marks kept.csv", "wrote 2 passages")
    terminal.do("export marks kept.csv", "there already", "export! marks kept.csv")
    terminal.do("export! marks kept.csv", "wrote 2 passages")
    terminal.do("export marks kept.html", "wrote 2 passages")
    assert "found by: sanctions energy" in Path("kept.html").read_text()
    terminal.do("similar 1", " s1 ", " s2 ")
    terminal.do("open s1", "\n")
    terminal.do("mark s2", "3 passages marked")
    terminal.do("marks", "similar to ")
    terminal.do("unmark s2", "2 passages marked")
    terminal.do("why 1 2", "why takes one result")
    terminal.do(":shell", "this is a session already")
    terminal.do("export all.ids", f"wrote {everything:,} passages")
    assert len(Path("all.ids").read_text().split()) == everything
    terminal.do("export page.html 3", "wrote 3 of")
    assert "<script" not in Path("page.html").read_text()
    terminal.do('"price cap" tanker')
    shown = terminal.do(":cmd", "dateline search")
    line = re.search(r"dateline (search .*)", shown.replace("\n", "")).group(1).removesuffix(PROMPT)
    words = shlex.split(line)
    again = json.loads(run(program, *words[:1], "--format", "json", *words[1:], home=home))
    assert again["passages"] == passages(terminal.do("again")), ":cmd gives the same"
    terminal.do(":save-case cases.toml", "saved as case")
    run(program, "check", "cases.toml", home=home)
    terminal.do("perso:Putin", "error:", "did you mean 'person'?")
    terminal.do("set sort newest", '"price cap" tanker')
    terminal.do("set sort best", "choices are score, newest, oldest")
    terminal.do("help", "narrow", ":save-case")
    terminal.do("help query", "atleast")
    terminal.do("export controls", "passage")
    terminal.do("mark 1", "3 passages marked")
    terminal.type("quit\r")
    terminal.read_until("not exported as they are now: ")
    status = terminal.end()
    assert status == 0, f"exit status {status} after {terminal.raw!r}"


def check_tab(terminal, home):
    """What Tab makes of the beginning of a line."""
    folder = home / "folder with/sub"
    folder.mkdir(parents=True)
    (folder / "cases.toml").write_text("")
    terminal.do("set sort newest")
    for typed, becomes in [("unset \t", "unset sort "), ("set tz Europe/Ber\t", "Europe/Berlin"),
                           (f":check {home}/fold\t\t\t", f'"{home}/folder with/sub/cases.toml" '),
                           (f"export! {home}/fol\t", f'"{home}/folder with/'),
                           ("gas place:(Russia OR germ\t", '="Germany"')]:
        terminal.type(typed)
        terminal.read_until(becomes)
        terminal.interrupt()
    terminal.do("unset sort")
    terminal.do(":check ~/missing.toml", f"{home}/missing.toml")  # as completed, the home is found


def check_keys(program, database, home):
    """Completion, history, Ctrl-C, sizes."""
    terminal = Terminal([program, "shell", "-d", database], environment(home), columns=140)
    terminal.read_until(PROMPT)
    terminal.type("gas org:euro\t")
    screen = terminal.read_until("European Union ")
    assert re.search(r"European Union \d+", screen), "names are completed with their counts"
    terminal.interrupt()
    check_tab(terminal, home)
    terminal.type("@energ\t")
    terminal.read_until("@energy-security")
    wide = terminal.do("", " ms")
    assert re.search(r"\S +f\d+ .+ \d+\n", wide), "facets stand beside the passages"
    terminal.resize(40)
    narrow = terminal.do("again")
    # The line that was typed and the prompt are the terminal's own.
    # Lines of metadata, ids among them, are not broken.
    texts = [line for line in narrow.split("\n")[1:-2] if " · " not in line]
    assert max(map(len, texts)) <= 42, "it is narrow when the window is"
    terminal.type("gas gas gas")
    terminal.read_until("gas gas gas")
    terminal.interrupt()
    terminal.do("gas", "passage")
    # Ctrl-C leaves a search of the history as it leaves a line: what was found is not done.
    terminal.type("\x12org")
    terminal.read_until("reverse-i-search")
    terminal.interrupt()
    assert "passage" not in terminal.do("# nothing"), "what Ctrl-R found is not done"
    # Several lines that are pasted are shown, and done at Enter.
    terminal.type("\x1b[200~oil\n+ place:Germany\x1b[201~")
    terminal.read_until("place:Germany")
    pasted = terminal.do("", "oil place:Germany")
    assert pasted.count(" ms") == 2, "each line was done"
    # Ctrl-C leaves what was pasted as it is on the screen, and a prompt below it.
    terminal.type("\x1b[200~oil\n+ place:Germany\x1b[201~")
    terminal.read_until("place:Germany")
    terminal.interrupt()
    assert "\x1b[K" not in terminal.raw, f"rows of the paste are wiped: {terminal.raw!r}"
    assert "passage" not in terminal.do("# nothing"), "what Ctrl-C ended is not done"
    terminal.do("set limit 1", "oil place:Germany")
    terminal.do("back", "oil\n")
    status = terminal.end()
    assert status == 0, f"exit status {status} after {terminal.raw!r}"
    terminal = Terminal([program, "shell", "-d", database], environment(home))
    terminal.read_until(PROMPT)
    terminal.type("\x1b[A")  # up: the last line of the session before
    terminal.read_until("back")
    terminal.interrupt()
    status = terminal.end()
    assert status == 0, f"exit status {status} after {terminal.raw!r}"
    history = home / ".local/state/dateline/history"
    lines = history.read_text().splitlines()
    assert len(lines) == len(set(lines)), "each line is kept once"
    assert history.stat().st_mode & 0o077 == 0, "for its owner alone"


def check_window(program, database, home):
    """What is shown fits the window, long answers go through the pager, articles open where they were found."""
    # The pager tells how it was called, and shows what it was given.
    pager = home / "less"
    pager.write_text('#!/bin/sh\necho "pager $*:"\nexec cat\n')
    pager.chmod(0o755)
    terminal = Terminal([program, "shell", "-d", database], dict(environment(home), DATELINE_PAGER=f"{pager} -R"),
                        columns=80, rows=24)
    terminal.read_until(PROMPT)
    terminal.do("gas", "1 to 3 of")
    terminal.do("set limit", "limit = 3")
    terminal.resize(80, 70)
    terminal.do("again", "1 to 6 of")
    terminal.do("next", "7 to 12 of")
    terminal.do("7", "\n")  # those shown before the window changed have their numbers still
    terminal.do("set limit 2", "1 to 2 of")
    terminal.do("unset limit", "1 to 6 of")
    terminal.resize(80, 24)
    assert "pager -R" not in terminal.do("timeline --by year --range 2022", " in ")
    terminal.do("timeline --by month --range 2021.. --peaks 5", "pager -R:", "2022-03")
    assert "pager -R" not in terminal.do("timeline --by month --range 2021.. --no-pager", "2022-03")
    terminal.do("facets person org place", "pager -R:", "person")
    terminal.do("help", "pager -R:", "narrow")
    # The third passage of an article of five or more lies below the first screen.
    terminal.do("gas OR storage")
    deep = re.search(r"^ ?(\d+)  .*\n(?:.*\n)?.*#([3-9]) ", terminal.do("set limit 20"), re.MULTILINE)
    opened = terminal.do(deep.group(1), f"passage {deep.group(2)} of ", "is marked: >", "  > ")
    start = int(re.search(r"pager -R -\+F \+(\d+):", opened).group(1))
    shown = opened.split(":\n", 1)[1].split("\n")
    assert any(line.startswith("  > ") for line in shown[start - 1:start + 20]), "it starts where the mark is"
    assert not any(line.startswith("  > ") for line in shown[:start - 1])
    # Hints and lists of authors are broken at blanks.
    terminal.resize(40, 24)
    terminal.do("mark", "mark 3  keeps the third for\n  export marks FILE")
    status = terminal.end()
    assert status == 2, f"exit status {status}"
def check_sizes(program, database, home):
    """What is shown fits narrow terminals, and leaves no holes on wide ones."""
    terminal = Terminal([program, "shell", "-d", database], environment(home), columns=50)
    greeting = terminal.read_until(PROMPT)
    assert max(map(len, greeting.split("\n"))) <= 50, "the greeting is filled"
    terminal.resize(200)
    assert "\n\n\n" not in terminal.do("gas", "passage"), "one blank line before the counts"
    terminal.resize(100)
    fields = terminal.do("info fields", "what it holds")
    assert "prefix" not in fields, "prefixes of terms are nothing for a reader"
    assert terminal.end() == 0


def check_stopped(program, database, home):
    """Ctrl-Z and `fg`: the session goes on where it was."""
    terminal = Terminal(["/bin/sh", "-i"], dict(environment(home), PS1="shell$ ", DL=program))
    terminal.read_until("shell$ ")
    terminal.type(f"$DL shell -d '{database}'\r")
    terminal.read_until(PROMPT)
    terminal.do("gas", "passage")
    terminal.type("\x1a")
    terminal.read_until("shell$ ")
    terminal.type("fg\r")
    terminal.read_until(PROMPT)
    terminal.do("again", "passage")
    terminal.do("mark 1", "1 passage marked")
    terminal.type("\x04")
    terminal.read_until("shell$ ")
    terminal.end()


def check_growing(program, root, home):
    """A query sees what was indexed since the last."""
    sample = Path(root) / "index/sample"
    files = sorted(p for p in sample.rglob("*") if p.is_file() and not p.name.startswith("README"))
    database = str(home / "growing.db")
    run(program, "index", "-q", "-d", database, str(files[0]), home=home)
    terminal = Terminal([program, "shell", "-d", database], environment(home))
    terminal.read_until(PROMPT)
    few = passages(terminal.do("russia OR gas OR the OR a", "passage"))
    run(program, "index", "-q", "-d", database, str(sample), home=home)
    assert passages(terminal.do("again")) > few, "the next query sees the new segment"
    status = terminal.end()
    assert status == 0, f"exit status {status} after {terminal.raw!r}"


def check_piped(program, database, home):
    """Lines from a pipe: no prompt, no colour, the status of the last query."""
    def piped(lines):
        return subprocess.run([program, "shell", "-d", database], input=lines.encode(), cwd=home,
                              env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False)
    found = piped("gas\nmarks\n")
    assert found.returncode == 0 and b"\x1b" not in found.stdout and b"dateline>" not in found.stdout
    assert piped("gas\nzyzzyva\n").returncode == 1
    assert piped("zyzzyva\nperso:x\n").returncode == 2
    assert piped("gas\n\nperso:x\n").stderr.startswith(b"line 3: error:"), "errors name the line"
    assert piped("perso:x\ngas\n").returncode == 0, "an error ends the query, not the session"
    lines = piped("gas OR oil\n+ place:Germany\n-f1\nset sort oldest\n:cmd\nexport a.ids 5\n")
    command = [l for l in lines.stdout.decode().splitlines() if l.startswith("dateline ")][-1]
    words = shlex.split(command)[1:]
    ids = run(program, *words[:1], "--format", "ids", *[w for i, w in enumerate(words[1:], 1)
              if w != "--facets" and words[i - 1] != "--facets"], home=home)
    assert ids == (home / "a.ids").read_text(), ":cmd of many steps gives the same results"


def main(arguments):
    news = "--news" in arguments
    arguments = [argument for argument in arguments if argument != "--news"]
    if len(arguments) != 2:
        print("usage: check_session.py ROOT DATELINE [--news]", file=sys.stderr)
        return 2
    root, program = os.path.abspath(arguments[0]), os.path.abspath(arguments[1])
    corpus = os.path.join(root, "index/sample")
    if news:
        shared = os.environ.get("DATELINE_SHARED", os.path.join(root, "../shared"))
        corpus = os.path.join(shared, "corpora/news/news-to-2022.jsonl.gz")
        if not os.path.exists(corpus):
            print(f"skipped: there is no {corpus}")
            return 77
    with tempfile.TemporaryDirectory(prefix="dateline-session-") as folder:
        home = Path(folder)
        database = str(home / "corpus.db")
        run(program, "index", "-q", "-d", database, corpus, home=home)
        check_work(program, database, home)
        if not news:
            check_keys(program, database, home)
            check_window(program, database, home)
            check_sizes(program, database, home)
            check_stopped(program, database, home)
            check_piped(program, database, home)
            check_growing(program, root, home)
        os.chdir("/")
    print("session: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
