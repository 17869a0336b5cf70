"""Writers and readers of a database and the corpus that they use; for check_durability.py."""

import json
import random
import re
import subprocess
import threading
from pathlib import Path

WORDS = """oil gas wheat crude price export tanker harbour rouble freeze rally deal budget steel copper grain coal pipeline
minister parliament treaty border river winter harvest bank court strike union vote""".split()
COMMON = "dispatch"  # in each article
NOBODY = 65534


class Skip(Exception):
    """This machine does not allow it."""


def check(condition, what):
    """An assertion that stays with -O."""
    if not condition:
        raise AssertionError(what)


def article(number, version=0):
    """One article of one passage, the same for the same numbers."""
    draw = random.Random(number * 1000 + version)
    body = " ".join(draw.choice(WORDS) for _ in range(60))
    return {
        "id": f"a{number}",
        "title": f"Headline {number}",
        "body": f"The {COMMON} of {draw.choice(WORDS)}: {body}.",
        "published": f"2022-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        "source": draw.choice(["Wire", "Gazette", "Post"]),
    }


def write_corpus(folder, files, articles):
    """Files of `articles` each; every fourth also has new versions of articles of the file before it."""
    folder.mkdir()
    for i in range(files):
        rows = [article(i * articles + k) for k in range(articles)]
        if i % 4 == 3:
            rows += [article((i - 1) * articles + k, version=1) for k in range(0, articles, 3)]
        (folder / f"{i:03}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


class Lab:
    """A folder and the program."""

    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)

    def command(self, *arguments):
        return [self.program, *map(str, arguments)]

    def run(self, *arguments, expect=0, **options):
        """Run to the end; the status must be one of those expected. Returns the process."""
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, capture_output=True, text=True, timeout=300, **options
        )
        expected = expect if isinstance(expect, tuple) else (expect,)
        check(
            done.returncode in expected,
            f"dateline {' '.join(map(str, arguments))}: status {done.returncode}, not {expected}\n{done.stdout}{done.stderr}",
        )
        return done

    def start(self, *arguments, **options):
        return subprocess.Popen(
            self.command(*arguments), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options
        )

    def index(self, database, *paths, **options):
        return self.run("index", "-q", "-j", "2", "-d", database, *paths, **options)

    def digest(self, database):
        return self.run("info", "-d", database, "--digest").stdout.strip()

    def sound(self, database):
        return json.loads(self.run("verify", "--format", "json", database).stdout)

    def peaceful(self, corpus, name="peaceful.db"):
        """The digest of a database of a corpus that was left in peace."""
        if not (self.folder / name).exists():
            self.index(name, corpus)
        return self.digest(name)


class Readers:
    """Searches a database all the time; each answer has to be whole, and none may have less than one before."""

    def __init__(self, lab, database):
        self.lab, self.database = lab, database
        self.answers, self.fault, self.articles = 0, None, 0
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.read)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()

    def read(self):
        while not self.stopped.is_set() and self.fault is None:
            done = subprocess.run(
                self.lab.command("search", "-d", self.database, "--limit", "3", COMMON),
                cwd=self.lab.folder,
                capture_output=True,
                text=True,
                timeout=300,
            )
            found = re.search(r"([\d,]+) passages? in ([\d,]+) articles?", done.stdout)
            if done.returncode not in (0, 1) or done.stderr or not found:
                self.fault = f"status {done.returncode}: {done.stdout}{done.stderr}"
                return
            passages, articles = (int(number.replace(",", "")) for number in found.groups())
            if passages != articles or articles < self.articles:
                self.fault = f"{passages} passages in {articles} articles, after {self.articles} articles"
                return
            self.articles = articles
            self.answers += 1
