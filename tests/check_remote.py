#!/usr/bin/env python3
"""Search segments that other processes serve, stop the servers in the middle of it, and copy databases.

usage: check_remote.py ROOT DATELINE

The sample corpus is cut into three: one part stays here, two are self-contained segments that xapian-tcpsrv serves on
loopback. What is printed must be, byte for byte, what a database of one place prints. Requests go through a relay that
stops (SIGSTOP) or kills (SIGKILL) a server when it has passed on so many of them: the answer is then whole, or a clear
error, or with --partial one that says what it lacks. Then databases are copied, while they are written and by
xapian-replicate. Prints TAP; without xapian-tcpsrv everything is told as skipped.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path

from servers import HOST, Relay, Server, check, free_port, tcpsrv

QUERIES = [
    "gas pipeline sanctions", "oil", '"central bank"', '"price cap" oil', "gas AND russia", "gas AND NOT oil",
    "+ukraine -gas war", "(oil OR gas) AND price", "person:putin", "place:Germany gas", "published:2022-03 sanctions",
    "published:2022-02-24..2022-06 gas", "mentions:2022 bank", "source:* gas", "title:gas", "lead:gas", "sanction*",
    "=Gas", "oil /s price", "gas /p russia", "oil NEAR/5 price", "oil ADJ/3 price", "atleast2(gas)", "first40(gas)",
    "article(oil AND gas)", "words:100..", '"sanct* on" russia', "xylophone", "the",
]
FORMATS = [["--format", "text"], ["--format", "json", "--facets", "person,org,place,source,year,mentioned-year"],
           ["--format", "trec", "--all"], ["--format", "jsonl", "--fold"]]


class Lab:
    def __init__(self, root, program, folder):
        self.root, self.program, self.folder = root, program, Path(folder)
        self.servers = []

    def run(self, *words, status=0, timeout=120):
        started = time.monotonic()
        done = subprocess.run([self.program, *map(str, words)], cwd=self.folder, capture_output=True, timeout=timeout, check=False)
        self.seconds = time.monotonic() - started
        expected = status if isinstance(status, tuple) else (status,)
        check(done.returncode in expected, f"{words}: exit status {done.returncode}: {done.stderr.decode()}")
        return done

    def serve(self, database):
        """Serve the one segment of a database."""
        (segment,) = (self.folder / database).glob("segment-*")
        server = tcpsrv(self.folder, str(segment))
        self.servers.append(server)
        return server

    def stop(self):
        for server in self.servers:
            server.stop()

    def build(self):
        sample = self.root / "index/sample"
        self.run("index", "-q", "-d", "whole.db", sample)
        for i in (1, 2, 3):
            own = ["--self-contained"] if i > 1 else []
            self.run("index", "-q", "-j", "1", "-d", f"part{i}.db", "--shard", f"{i}/3", *own, sample)
        self.served = [self.serve("part2.db"), self.serve("part3.db")]
        self.relays = [Relay(server) for server in self.served]
        self.run("join", "-q", "-d", "mixed.db", "part1.db")
        self.run("join", "-q", "-d", "mixed.db", *[w for r in self.relays for w in ("--remote", f"{HOST}:{r.port}")])
        self.run("join", "-q", "-d", "here.db", "part1.db")

    def same(self, one, other, *words):
        a = self.run(*words[:1], "-d", one, *words[1:], status=(0, 1, 2))
        b = self.run(*words[:1], "-d", other, *words[1:], status=(0, 1, 2))
        check(a.returncode == b.returncode and a.stdout == b.stdout and a.stderr == b.stderr,
              f"{words} differs:\n{a.stdout.decode()[:2000]}{a.stderr.decode()}\n-- and --\n{b.stdout.decode()[:2000]}{b.stderr.decode()}")
        return a.returncode


def self_contained(lab):
    """A self-contained segment has no side files, is sound, and answers as any other."""
    lab.run("index", "-q", "-d", "contained.db", "--self-contained", lab.root / "index/sample")
    names = {file.name for file in lab.folder.glob("contained.db/segment-*/*")}
    check(not any(name.endswith(".dl") for name in names), f"side files in {names}")
    for query in QUERIES:
        for options in FORMATS:
            lab.same("contained.db", "whole.db", "search", query, *options)
    lab.same("contained.db", "whole.db", "info", "--digest")
    lab.run("verify", "contained.db")
    shutil.copytree(lab.folder / "whole.db", lab.folder / "made.db")
    lab.run("compact", "-q", "-d", "made.db", "--self-contained")
    lab.run("verify", "made.db")
    lab.same("made.db", "whole.db", "info", "--digest")
    check(not list(lab.folder.glob("made.db/segment-*/*.dl")), "compact --self-contained left side files")


def same_answers(lab):
    """Two segments on servers and one here answer as one database, byte for byte."""
    found = 0
    for query in QUERIES:
        for options in FORMATS:
            found += lab.same("mixed.db", "whole.db", "search", query, *options) == 0
    check(found > len(QUERIES) * 3, f"only {found} searches found anything")
    for words in (["facets", "gas"], ["timeline", "gas"], ["significant", "gas"], ["search", "--feedback", "rm3", "gas"],
                  ["search", "--topic", "sanctions"], ["info", "--digest"]):
        check(lab.same("mixed.db", "whole.db", *words) == 0, f"{words} found nothing")
    for line in lab.run("search", "-d", "whole.db", "--format", "ids", "gas").stdout.decode().split()[:6]:
        lab.same("mixed.db", "whole.db", "show", line)
        lab.same("mixed.db", "whole.db", "why", line, "gas pipeline")


def upkeep(lab):
    """Databases with servers are looked after like others; what is served is left alone."""
    done = lab.run("verify", "mixed.db").stdout.decode()
    check("were not checked" in done, done)
    lab.run("compact", "-q", "-d", "mixed.db")
    lab.run("index", "-q", "-d", "mixed.db", lab.root / "index/sample")
    info = json.loads(lab.run("info", "-d", "mixed.db", "--format", "json").stdout)
    check([("remote" in s) for s in info["segments"]] == [False, True, True], info["segments"])
    lab.run("join", "-d", "mixed.db", "--remote", f"{HOST}:{lab.relays[0].port}", status=2)
    lab.run("join", "-d", "mixed.db", "--remote", "nowhere", status=2)
    lab.run("join", "-d", "mixed.db", "--remote", f"{HOST}:{free_port()}", status=3)
    shutil.copytree(lab.folder / "mixed.db", lab.folder / "dropped.db")
    lab.run("join", "-q", "-d", "dropped.db", "--drop-remote", f"{HOST}:{lab.relays[0].port}",
            "--drop-remote", f"{HOST}:{lab.relays[1].port}")
    lab.same("dropped.db", "here.db", "search", "gas")


def stops_in_mid_query(lab, number):
    """A server that stops answering at any moment of a query: an error in time, or a partial answer that says so."""
    words = ["search", "-d", "mixed.db", "--remote-timeout", "2", "--format", "json", "--facets", "person", "gas pipeline sanctions xylophone"]
    whole = lab.run(*words).stdout
    relay = lab.relays[1]
    relay.arm(None, None)
    lab.run(*words)
    total = relay.requests
    lab.run("join", "-q", "-d", "without.db", "part1.db")
    lab.run("join", "-q", "-d", "without.db", "--remote", f"{HOST}:{lab.relays[0].port}")
    rest = json.loads(lab.run("search", "-d", "without.db", *words[3:]).stdout)
    shutil.rmtree(lab.folder / "without.db")
    failed = 0
    moments = {0, 1, 2, 3, total // 4, total // 2, 3 * total // 4, total - 1}
    for after in sorted(moments if number == signal.SIGSTOP else range(total)):  # who is killed is told at once
        for partial in ([], ["--partial"]):
            relay.arm(after, lambda: relay.server.signal(number))
            done = lab.run(*words, *partial, status=(0, 3), timeout=30)
            check(lab.seconds < 20, f"it took {lab.seconds:.1f} s")
            relay.arm(None, None)
            if number == signal.SIGSTOP:
                relay.server.signal(signal.SIGCONT)
            else:
                relay.server.stop()
                relay.server = lab.serve("part3.db")
            if done.stdout == whole and done.returncode == 0:
                continue
            failed += 1
            message = done.stderr.decode()
            check(f":{relay.port}" in message, f"the server is not named: {message}")
            if not partial:
                check(done.returncode == 3, f"exit status {done.returncode}")
                continue
            check(done.returncode == 0, f"--partial: exit status {done.returncode}: {message}")
            answer = json.loads(done.stdout)
            check([s["remote"] for s in answer.pop("partial")] == [f"{HOST}:{relay.port}"], "what is missing is not said")
            check(answer == rest, "a partial answer is not that of the other segments")
            check("partial" in message, message)
    check(failed >= 8, f"only {failed} of the stops were felt, of {total} requests")
    check(lab.run(*words).stdout == whole, "afterwards it answers otherwise")


def stopped(lab):
    stops_in_mid_query(lab, signal.SIGSTOP)


def killed(lab):
    stops_in_mid_query(lab, signal.SIGKILL)


def another_segment(lab):
    """A server that serves something else than was joined is refused."""
    relay = lab.relays[1]
    kept, relay.server = relay.server, lab.relays[0].server
    done = lab.run("search", "-d", "mixed.db", "gas", status=3)
    relay.server = kept
    check(b"serves another segment" in done.stderr, done.stderr.decode())
    (segment,) = (lab.folder / "whole.db").glob("segment-*")
    plain = tcpsrv(lab.folder, str(segment))
    lab.servers.append(plain)
    done = lab.run("join", "-d", "mixed.db", "--remote", f"{HOST}:{plain.port}", status=3)
    check(b"--self-contained" in done.stderr, done.stderr.decode())


def dead_server(lab):
    """A server that is gone for good is taken off the list, and what is here is searched again."""
    shutil.copytree(lab.folder / "mixed.db", lab.folder / "left.db")
    for relay in lab.relays:
        kept, relay.server = relay.server, types.SimpleNamespace(port=free_port())
        lab.run("search", "-d", "left.db", "gas", status=3)
        lab.run("join", "-q", "-d", "left.db", "--drop-remote", f"{HOST}:{relay.port}")
        relay.server = kept
    lab.run("search", "-d", "left.db", "gas")


def replaced_here(lab):
    """What a server's version replaced here comes back when the server is taken off and the file read again."""
    for version in ("old", "new"):
        (lab.folder / f"{version}.jsonl").write_text(json.dumps({"id": "v", "title": "Gas", "body": f"The {version} words."}))
    lab.run("index", "-q", "-d", "v-served.db", "--self-contained", "new.jsonl")
    server = lab.serve("v-served.db")
    lab.run("index", "-q", "-d", "v.db", "old.jsonl")
    lab.run("join", "-q", "-d", "v.db", "--remote", f"{HOST}:{server.port}")
    lab.run("search", "-d", "v.db", "old", status=1)
    lab.run("search", "-d", "v.db", "new")
    server.stop()
    lab.run("join", "-q", "-d", "v.db", "--drop-remote", f"{HOST}:{server.port}")
    lab.run("index", "-q", "-d", "v.db", "old.jsonl")
    lab.run("search", "-d", "v.db", "old")


def closed_pipe(lab):
    """Who has read enough ends a search, quietly, as without servers."""
    for database in ("whole.db", "mixed.db"):
        search = subprocess.Popen([lab.program, "search", "-d", database, "--all", "--format", "json", "the OR gas OR oil"],
                                  cwd=lab.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        search.stdout.read(10)
        search.stdout.close()
        message = search.stderr.read().decode()
        check(search.wait(timeout=60) == 0 and not message, f"{database}: status {search.returncode}: {message}")


def session(lab):
    """A session goes on when a server was away between two queries."""
    shell = subprocess.Popen([lab.program, "shell", "-d", "mixed.db"], cwd=lab.folder, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    shell.stdin.write("gas\n")
    shell.stdin.flush()
    time.sleep(2)
    lab.relays[0].server.stop()
    lab.relays[0].server = lab.serve("part2.db")
    out, _ = shell.communicate("oil\n", timeout=60)
    check("does not answer" not in out and shell.returncode == 0, out)


def names_of(manifest):
    return [line.split('"')[1] for line in manifest.splitlines() if line.startswith("name")]


def copied_while_written(lab):
    """Segments copied after the manifest that names them make a sound database, whatever the writer does."""
    corpus = lab.folder / "stream"
    corpus.mkdir()
    for i in range(40):
        rows = [{"id": f"s{i}-{k}", "title": f"Item {i}", "body": f"Oil and gas, number {k}. " * 40} for k in range(50)]
        (corpus / f"{i:02}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    lab.run("index", "-q", "-d", "written.db", "--no-entities", corpus / "00.jsonl")
    writer = subprocess.Popen(
        f"for f in stream/*.jsonl; do '{lab.program}' index -q -d written.db --no-entities $f; done",
        shell=True, cwd=lab.folder)
    copies = 0
    while writer.poll() is None:
        copy = lab.folder / "copy.db"
        copy.mkdir(exist_ok=True)
        # As README.md says: the manifest first, aside; the segments; the manifest into its place.
        manifest = (lab.folder / "written.db/dateline.toml").read_text()
        try:
            for name in names_of(manifest):
                if not (copy / name).exists():
                    shutil.copytree(lab.folder / "written.db" / name, copy / (name + ".part"))
                    (copy / (name + ".part")).rename(copy / name)
        except (FileNotFoundError, shutil.Error):
            named = ""
        else:
            named = (lab.folder / "written.db/dateline.toml").read_text()
        if not set(names_of(manifest)) <= set(names_of(named)):  # merged away meanwhile: begin again
            shutil.rmtree(copy)
            continue
        (copy / "dateline.toml.new").write_text(manifest)
        (copy / "dateline.toml.new").rename(copy / "dateline.toml")
        lab.run("search", "-d", "copy.db", "-n", "1", "oil")
        copies += 1
    check(writer.returncode == 0 and copies >= 3, f"{copies} copies")
    lab.run("verify", "copy.db")


def replicated(lab):
    """xapian-replicate copies a self-contained segment, and the copy is served like the original."""
    if shutil.which("xapian-replicate-server") is None or shutil.which("xapian-replicate") is None:
        return "xapian-replicate is not installed (Debian: xapian-tools)"
    (segment,) = (lab.folder / "part2.db").glob("segment-*")
    master = Server(["xapian-replicate-server", "-I", HOST, "-p", "PORT", "part2.db"], lab.folder)
    lab.servers.append(master)
    done = subprocess.run(["xapian-replicate", "-h", HOST, "-p", str(master.port), "-m", segment.name, "-o", "-q", "replica"],
                          cwd=lab.folder, capture_output=True, timeout=60, check=False)
    check(done.returncode == 0, done.stderr.decode())
    server = tcpsrv(lab.folder, "replica")
    lab.servers.append(server)
    lab.run("join", "-q", "-d", "replicated.db", "part1.db", "part3.db")
    lab.run("join", "-q", "-d", "replicated.db", "--remote", f"{HOST}:{server.port}")
    for query in QUERIES[:8]:
        lab.same("replicated.db", "whole.db", "search", query, "--format", "json")
    return None


CASES = [self_contained, same_answers, upkeep, stopped, killed, another_segment, dead_server, replaced_here,
         closed_pipe, session, copied_while_written, replicated]


def main():
    root, program = Path(sys.argv[1]).resolve(), str(Path(sys.argv[2]).resolve())
    wanted = sys.argv[3:]
    if shutil.which("xapian-tcpsrv") is None:
        print("1..0 # SKIP xapian-tcpsrv is not installed (Debian: xapian-tools)")
        return 0
    cases = [case for case in CASES if not wanted or case.__name__ in wanted]
    print(f"1..{len(cases)}")
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_CACHE_HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder, NO_COLOR="1")
        lab = Lab(root, program, folder)
        try:
            lab.build()
            for number, case in enumerate(cases, 1):
                started = time.monotonic()
                try:
                    skip = case(lab)
                    note = f" # SKIP {skip}" if skip else f" # {time.monotonic() - started:.1f} s"
                    print(f"ok {number} - {case.__name__}{note}", flush=True)
                except Exception as failure:  # pylint: disable=broad-except
                    failures += 1
                    print(f"not ok {number} - {case.__name__}", flush=True)
                    print("\n".join("# " + line for line in f"{type(failure).__name__}: {failure}".splitlines()), flush=True)
        finally:
            lab.stop()
    return 1 if failures else 0


sys.exit(main())
