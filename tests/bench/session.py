#!/usr/bin/env python3
"""How long the answers of a session take: from Enter to the next prompt, and from Tab to the list.

usage: session.py DATELINE DB [ROUNDS]

Works at a terminal of its own, as a person does; each line is done ROUNDS times (9), the median and the longest
but the first are printed in milliseconds, what the terminal itself takes included. Never fails.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from check_session import PROMPT, Terminal, environment  # noqa: E402

LINES = ["sanctions energy", "@sanctions", "@energy-security", "gas pipeline place:Germany", "russia OR ukraine OR gas",
         '"price cap" oil', "person:Putin sanctions", "sanctions published:2022-03", "facets person source", "next",
         "open 1", "similar 1", "why 1", "timeline", "timeline --by day", "significant"]
TABS = ["gas org:eur", "gas place:", "person:p", "@"]


def main(arguments):
    if len(arguments) not in (2, 3):
        print("usage: session.py DATELINE DB [ROUNDS]", file=sys.stderr)
        return 2
    rounds = int(arguments[2]) if len(arguments) == 3 else 9
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal([arguments[0], "shell", "-d", arguments[1]], environment(Path(home)), columns=140)
        terminal.read_until(PROMPT)
        print(f"{'line':<32} {'median':>8} {'longest':>8}")

        def report(name, times):
            times = times[1:] or times
            print(f"{name:<32} {statistics.median(times):8.1f} {max(times):8.1f}")

        for line in LINES:
            times = []
            for _ in range(rounds):
                if not line.startswith(("sanc", "@", "gas", "russia", '"', "person")):
                    terminal.do("sanctions energy")
                start = time.perf_counter()
                terminal.do(line)
                times.append(1000 * (time.perf_counter() - start))
            report(line, times)
        for line in TABS:
            times = []
            for _ in range(rounds):
                terminal.type(line)
                terminal.read_until(line)
                start = time.perf_counter()
                terminal.type("\t")
                # Below the list the line comes again.
                terminal.read_while(lambda screen: PROMPT in screen and not screen.endswith(PROMPT), "a list")
                times.append(1000 * (time.perf_counter() - start))
                terminal.type("\x03")
                terminal.read_until(PROMPT)
            report(line + " Tab", times)
        terminal.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
