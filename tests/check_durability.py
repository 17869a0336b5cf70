#!/usr/bin/env python3
"""Do to a database what is done to databases, and see that nothing is lost.

usage: check_durability.py DATELINE [--kills N] [--seed N]

Writers are killed, disks fill up, files are lost, cut and changed, two want to write at once, others read all the while.
After each of it the database has to open, be sound as `dateline verify` sees it, and end with the digest of one that was
left in peace. Prints TAP; what this machine does not allow (a file system of its own, another user) is told as skipped.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from writers import NOBODY, Lab, Readers, Skip, article, check, write_corpus


def kill_loop(lab, kills, seed):
    """Kill writers at random moments while a corpus grows file by file; returns a summary."""
    draw = random.Random(seed)
    corpus, stage, database = lab.folder / "kill-corpus", lab.folder / "kill-stage", "killed.db"
    write_corpus(corpus, 24, 40)
    files = sorted(corpus.iterdir())
    expected = lab.peaceful(corpus, "kill-peaceful.db")
    stage.mkdir()
    started = time.monotonic()
    lab.index("kill-timing.db", files[0])
    usual = time.monotonic() - started
    done = checks = finished = 0
    by_command = {"index": 0, "compact": 0}
    lab.index(database, files[0])
    with Readers(lab, database) as readers:
        staged = 0
        while done < kills:
            # The corpus grows so that its end and the last kill come together.
            while staged < len(files) and staged * kills <= done * len(files):
                shutil.copy(files[staged], stage / files[staged].name)
                staged += 1
            compacting = draw.random() < 0.2
            arguments = ["compact", "-q", "-d", database] if compacting else ["index", "-q", "-j", "2", "-d", database, stage]
            process = lab.start(*arguments)
            try:
                process.wait(timeout=draw.random() * usual * 1.2)
                finished += 1
                check(process.returncode == 0, f"{arguments}: {process.returncode} {process.stderr.read()}")
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                if process.returncode == -signal.SIGKILL:
                    done += 1
                    by_command[arguments[0]] += 1
            process.stderr.close()
            if draw.random() < 0.1:
                lab.sound(database)
                checks += 1
            if finished > 20 * kills + 100:
                raise AssertionError("hardly a writer lives long enough to be killed")
        for file in files[staged:]:
            shutil.copy(file, stage / file.name)
        lab.index(database, stage)
        found = lab.sound(database)
    check(readers.fault is None, f"a reader: {readers.fault}")
    check(readers.answers > 0, "no reader had an answer")
    check(found["articles"] == 24 * 40, f"{found['articles']} articles, not {24 * 40}")
    check(found["digest"] == expected, f"digest {found['digest']}, undisturbed {expected}")
    lab.run("compact", "-q", "-d", database)
    check(lab.sound(database)["digest"] == expected, "compaction changed what the database says")
    return (
        f"{done} writers killed ({by_command['index']} indexing, {by_command['compact']} compacting), {finished} finished; "
        f"{checks} deep checks on the way; {readers.answers} answers read meanwhile; {found['articles']} articles, none "
        f"lost, none twice; digest {found['digest']}, that of an undisturbed build"
    )


def disk_full(lab):
    """A file system that is full loses nothing that was there, and indexing goes on when there is room."""
    corpus, disk = lab.folder / "full-corpus", lab.folder / "disk"
    write_corpus(corpus, 6, 400)
    expected = lab.peaceful(corpus, "full-peaceful.db")
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        raise Skip("no right to mount a small file system")
    try:
        database = disk / "news.db"
        lab.index(database, corpus / "000.jsonl")
        before = lab.digest(database)
        failed = lab.index(database, corpus, expect=3)
        check("No space left" in failed.stderr, failed.stderr)
        check(lab.sound(database)["digest"] == before, "what was there is not what was there")
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        lab.index(database, corpus)
        check(lab.sound(database)["digest"] == expected, "not the digest of an undisturbed build")
    finally:
        subprocess.run(["umount", disk], check=False)


def file_size_limit(lab):
    """A limit on the size of files is an error like a full disk."""
    import resource

    corpus = lab.folder / "limit-corpus"
    write_corpus(corpus, 6, 400)
    expected = lab.peaceful(corpus, "limit-peaceful.db")
    lab.index("limited.db", corpus / "000.jsonl")
    before = lab.digest("limited.db")
    size = 150_000
    failed = lab.index(
        "limited.db", corpus, expect=3, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    )
    check("File too large" in failed.stderr, failed.stderr)
    check(lab.sound("limited.db")["digest"] == before, "what was there is not what was there")
    lab.index("limited.db", corpus)
    check(lab.sound("limited.db")["digest"] == expected, "not the digest of an undisturbed build")


def small_database(lab, name):
    corpus = lab.folder / "small-corpus"
    if not corpus.exists():
        write_corpus(corpus, 3, 30)
    for file in sorted(corpus.iterdir()):
        lab.index(name, file)
    return lab.folder / name


def snapshot(folder):
    """All files but the lock, which says who came last."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def lost_segment(lab):
    """A segment that is gone is named by all commands, and none makes it worse."""
    database = small_database(lab, "lost.db")
    lost = sorted(database.glob("segment-*"))[1]
    shutil.move(lost, lab.folder / "away")
    before = snapshot(database)
    for arguments in (["search", "-d", database, "oil"], ["index", "-q", "-d", database, lab.folder / "small-corpus"],
                      ["compact", "-d", database], ["delete", "-d", database, "a1"]):
        failed = lab.run(*arguments, expect=3)
        check(lost.name in failed.stderr, f"{arguments[0]}: {failed.stderr}")
    failed = lab.run("verify", database, expect=1)
    check(f"damaged: {lost.name}: the folder is missing" in failed.stdout, failed.stdout)
    check(snapshot(database) == before, "something was changed")
    shutil.move(lab.folder / "away", lost)
    lab.sound(database)


def damaged_files(lab):
    """Each file of a segment, cut or changed, is found by verify, which names it; a search never crashes."""
    database = small_database(lab, "damaged.db")
    lab.run("compact", "-q", "-d", database)
    (segment,) = database.glob("segment-*")
    for file in sorted(segment.iterdir()):
        whole = file.read_bytes()
        if not whole:
            continue  # Xapian's lock file
        middle = len(whole) // 2
        harms = {"cut": whole[:middle], "empty": b"", "changed": whole[:middle] + bytes([whole[middle] ^ 0x55]) + whole[middle + 1 :]}
        for harm, content in harms.items():
            file.write_bytes(content)
            found = lab.run("verify", database, expect=(0, 1))
            # A block of a Xapian table that is not in use may say anything.
            unused = file.name == "postlist.glass" and harm == "changed"
            check(found.returncode == 1 or unused, f"{file.name} {harm} was not found: {found.stdout}")
            near = file.name if file.name.endswith(".dl") else segment.name
            check(found.returncode == 0 or near in found.stdout, f"{file.name} {harm}: {found.stdout}")
            lab.run("search", "-d", database, "oil AND gas", "source:wire", expect=(0, 1, 3))
        file.write_bytes(whole)
    lab.sound(database)


def stale_lock(lab):
    """The lock of a writer that was killed stands in nobody's way."""
    small_database(lab, "stale.db")
    process = lab.start("index", "-q", "-d", "stale.db", "--watch", lab.folder / "small-corpus")
    wait_until(lambda: f"process {process.pid} " in (lab.folder / "stale.db/writer.lock").read_text())
    second = lab.run("index", "-q", "-d", "stale.db", lab.folder / "small-corpus", expect=3)
    check(f"process {process.pid} on " in second.stderr, second.stderr)
    check(f"process {process.pid} on " in lab.run("delete", "-d", "stale.db", "a1", expect=3).stderr, "delete names no writer")
    process.kill()
    process.wait()
    process.stderr.close()
    lab.run("delete", "-d", "stale.db", "a1")
    lab.sound("stale.db")


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < end, "waited in vain")
        time.sleep(0.01)


def newer_format(lab):
    """A database of a newer version is refused, told so, and left alone."""
    database = small_database(lab, "newer.db")
    manifest = database / "dateline.toml"
    text = manifest.read_text()
    version = int(re.search(r"^version = (\d+)$", text, re.M)[1])
    manifest.write_text(text.replace(f"\nversion = {version}\n", f"\nversion = {version + 10}\n"))
    before = snapshot(database)
    for arguments in (["search", "-d", database, "oil"], ["index", "-q", "-d", database, lab.folder / "small-corpus"],
                      ["compact", "-d", database], ["delete", "-d", database, "a1"], ["verify", database]):
        failed = lab.run(*arguments, expect=3)
        check(str(version + 10) in failed.stderr and str(version) in failed.stderr, f"{arguments[0]}: {failed.stderr}")
    check(snapshot(database) == before, "something was changed")


def read_only_folder(lab):
    """A folder without the right to write is searched; writing says why it can't."""
    database = small_database(lab, "readonly.db")
    as_user = {}
    if os.geteuid() == 0:
        try:
            lab.folder.chmod(0o755)
            as_user = {"user": NOBODY, "env": {**os.environ, "HOME": "/nonexistent"}}
            lab.run("--version", **as_user)
        except (PermissionError, AssertionError) as failure:
            raise Skip(f"the program can't be run as another user ({failure})") from failure
    for path in [database, *database.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        lab.run("search", "-d", database, "oil", **as_user)
        lab.run("verify", database, **as_user)
        for arguments in (["index", "-q", "-d", database, lab.folder / "small-corpus"], ["compact", "-d", database],
                          ["delete", "-d", database, "a1"]):
            failed = lab.run(*arguments, expect=3, **as_user)
            check("Permission denied" in failed.stderr, failed.stderr)
    finally:
        for path in [database, *database.rglob("*")]:
            path.chmod(0o755)


def interrupted(lab, times):
    """Feed a writer by a pipe, interrupt it in the middle, and let another one finish."""
    name = f"interrupted-{times}.db"
    corpus = lab.folder / f"interrupted-{times}"
    write_corpus(corpus, 1, 3000)
    (file,) = corpus.iterdir()
    expected = lab.peaceful(corpus, f"interrupted-{times}-peaceful.db")
    process = lab.start("index", "-d", name, "--format", "jsonl", "-", stdin=subprocess.PIPE)
    lines = file.read_text().splitlines(keepends=True)
    sent = 0
    for line in lines[:2000]:
        process.stdin.write(line)
        sent += 1
    process.stdin.flush()
    # More comes until it ends: it has to stop by itself, not because there is nothing left.
    process.send_signal(signal.SIGINT)
    if times == 2:
        message = ""
        while "interrupted" not in message:  # or both signals may come as one
            message = process.stderr.readline()
            check(message, "it ended at the first signal")
        process.send_signal(signal.SIGINT)
        wait_until(lambda: process.poll() is not None)
    else:
        try:
            for line in lines[2000:]:
                process.stdin.write(line)
                process.stdin.flush()
        except BrokenPipeError:
            pass
    try:
        process.stdin.close()
    except BrokenPipeError:
        pass
    message = (message if times == 2 else "") + process.stderr.read()
    process.stderr.close()
    check(process.wait() == 130, f"status {process.returncode}: {message}")
    if times == 1:
        check("everything read so far" in message, message)
        kept = lab.sound(name)["articles"]
        check(0 < kept <= len(lines), f"{kept} articles kept")
    else:
        check("at once" in message, message)
    lab.index(name, corpus)
    check(lab.sound(name)["digest"] == expected, "not the digest of an undisturbed build")


def damaged_parts(lab):
    """Of a damaged segment nothing is made: neither compact nor join takes the damage over, or its signs away."""
    for name in ["facets.dl", "text.dl", "forward.dl", "postlist.glass"]:
        database = small_database(lab, f"{name}.db")
        more = lab.folder / f"more-{name}.jsonl"
        more.write_text("".join(json.dumps(article(1000 + k)) + "\n" for k in range(5)))
        lab.index(f"{name}.db", more)
        (file, *_) = sorted(database.glob(f"segment-*/{name}"))
        content = bytearray(file.read_bytes())
        content[len(content) * 2 // 3] ^= 0x55
        file.write_bytes(content)
        before = snapshot(database)
        for arguments in (["compact", "-d", database], ["join", "-d", f"{name}.joined.db", database]):
            failed = lab.run(*arguments, expect=3)
            check(name in failed.stderr or "Xapian" in failed.stderr, f"{arguments[0]}: {failed.stderr}")
        check(snapshot(database) == before, f"{name}: something was changed")


def silent_input(lab):
    """Ctrl-C ends the wait for standard input, and what came of it is kept."""
    process = lab.start("index", "-d", "input.db", "--jobs", "1", "--format", "jsonl", "-", stdin=subprocess.PIPE)
    process.stdin.write("".join(json.dumps(article(k)) + "\n" for k in range(2)))
    process.stdin.flush()
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    check(process.wait(timeout=30) == 130, "it did not say that it was interrupted")
    message = process.stderr.read()
    check("2 articles added" in message, message)
    lab.sound("input.db")


def watching(lab):
    """A folder that is watched: what comes is found, what changes is replaced, Ctrl-C ends with all of it kept."""
    folder = lab.folder / "watched"
    write_corpus(folder, 1, 20)
    process = lab.start("index", "-d", "watched.db", "--watch", "--interval", "1", folder)

    def articles():
        done = lab.run("info", "-d", "watched.db", "--format", "json", expect=(0, 3))
        return json.loads(done.stdout)["articles"] if done.returncode == 0 else 0

    wait_until(lambda: articles() == 20)
    (folder / "later.jsonl").write_text("".join(json.dumps(article(k, 1)) + "\n" for k in range(10, 30)))
    wait_until(lambda: articles() == 30)
    process.send_signal(signal.SIGINT)
    message = process.stderr.read()
    process.stderr.close()
    check(process.wait() == 0, message)
    found = lab.sound("watched.db")
    check(found["deleted"] == 10, f"{found['deleted']} replaced, not 10")
    again = lab.run("index", "-d", "watched.db", folder).stderr
    check("2 files not read again" in again, again)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the one case to run")
    arguments = parser.parse_args()
    cases = {
        "writers killed at random moments lose nothing, and readers never notice": lambda lab: print(
            "# " + kill_loop(lab, arguments.kills, arguments.seed)
        ),
        "a full disk": disk_full,
        "a limit on the size of files": file_size_limit,
        "a lost segment": lost_segment,
        "damaged files": damaged_files,
        "the lock of a dead process, and a second writer": stale_lock,
        "a newer format": newer_format,
        "a read-only folder": read_only_folder,
        "Ctrl-C once": lambda lab: interrupted(lab, 1),
        "Ctrl-C twice": lambda lab: interrupted(lab, 2),
        "a watched folder": watching,
        "damaged parts": damaged_parts,
        "silent input": silent_input,
    }
    if arguments.only:
        cases = {name: case for name, case in cases.items() if arguments.only in name}
    print(f"1..{len(cases)}")
    failures = 0
    for number, (name, case) in enumerate(cases.items(), 1):
        with tempfile.TemporaryDirectory(prefix="dateline-durability-") as folder:
            try:
                case(Lab(str(Path(arguments.program).resolve()), folder))
                print(f"ok {number} - {name}", flush=True)
            except Skip as reason:
                print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            except Exception as failure:  # one case must not hide the others
                failures += 1
                print(f"not ok {number} - {name}")
                for line in f"{type(failure).__name__}: {failure}".splitlines():
                    print("# " + line)
                sys.stdout.flush()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
