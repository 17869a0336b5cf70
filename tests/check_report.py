#!/usr/bin/env python3
"""Open a report of `dateline report` in a browser without a window.

usage: check_report.py ROOT DATELINE

A report on the sample corpus with an article of hostile text beside it is opened in Chromium: it is shown as
text, nothing of it runs, nothing is loaded, it fits a phone. Exit status 77 (skipped) where no Chromium is installed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOSTILE = {"id": "evil", "title": "Gas </title><script>document.title='ran'</script>",
           "body": "Gas <img src=x onerror=\"document.title='ran'\"> and </code><script>document.title='ran'</script> gas.",
           "date": "2022-03-01", "url": "javascript:document.title='ran'", "source": "<svg onload=x>"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments):
    if len(arguments) != 2:
        print("usage: check_report.py ROOT DATELINE", file=sys.stderr)
        return 2
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("skipped: no Chromium is installed (Debian: chromium)")
        return 77
    root, program = Path(arguments[0]).resolve(), os.path.abspath(arguments[1])
    with tempfile.TemporaryDirectory(prefix="dateline-report-") as folder:
        home = Path(folder)
        (home / "evil.jsonl").write_text(json.dumps(HOSTILE) + "\n")
        database, page = str(home / "news.db"), home / "report.html"
        run = lambda *command: subprocess.run(command, check=True, stdout=subprocess.PIPE,  # noqa: E731
                                              stderr=subprocess.PIPE, env=dict(os.environ, HOME=folder))
        run(program, "index", "-q", "-d", database, str(root / "index/sample"), str(home / "evil.jsonl"))
        run(program, "report", "-d", database, "-o", str(page), "-n", "100", "gas")
        shown = lambda width, *more: run(  # noqa: E731
            browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}/profile",
            f"--window-size={width},900", *more, page.as_uri()).stdout.decode()
        tree = shown(900, "--dump-dom")
        assert "<title>gas</title>" in tree, "the title is the query, and no script changed it"
        assert not re.search(r"<(script|img|iframe|svg onload)", tree), "hostile text is no markup"
        assert "&lt;img src=x" in tree and "<mark>" in tree and "<rect" in tree
        assert "javascript:" not in re.sub(r">[^<]*<", "><", tree), "no link runs anything"
        assert "digest" in tree and "dateline search" in tree, "it says how to repeat it"
        assert re.search(r"· made \d{4}-\d\d-\d\d \d\d:\d\d UTC", tree), "it says when it was made"
        assert "class=\"ys\"" in tree and "class=\"xs\"" in tree, "the chart has both axes"
        assert re.search(r"and \d+ more", tree), "lists say what they leave out"
        # Nothing from elsewhere but what a reader may click.
        assert not re.search(r"(src|@import|url\()\s*=?\s*[\"']?https?:", page.read_text())
        nothing = subprocess.run([program, "report", "-d", database, "zyzzyva", "published:2022"], check=False,
                                 stdout=subprocess.PIPE, env=dict(os.environ, HOME=folder))
        assert nothing.returncode == 1 and b"Nothing was found." in nothing.stdout
        shown(400, f"--screenshot={home}/phone.png")
        assert (home / "phone.png").stat().st_size > 10_000, "there is something to see on a phone"
    print("report: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
