#!/usr/bin/env python3
"""Tests of run_transcript.py, with a small stand-in for dateline."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import run_transcript

STAND_IN = """#!/bin/bash
case "$1" in
  lines) shift; printf '%s\\n' "$@" ;;
  fail) echo 'error: failed' >&2; exit "$2" ;;
  where) echo "$PWD $HOME ${NO_COLOR-unset} $TERM $LC_ALL" ;;
  cat) cat ;;
  colour) printf '\\033[1mbold\\033[0m\\n' ;;
  sleep) exec sleep 5 ;;
esac
"""


class Transcripts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.program = self.folder / "dateline"
        self.program.write_text(STAND_IN, encoding="utf-8")
        self.program.chmod(0o755)

    def run_text(self, text, *options):
        """(exit status, what was printed, the file afterwards)"""
        path = self.folder / "one.txt"
        path.write_text(text, encoding="utf-8")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = run_transcript.main([*options, str(self.program), str(path)])
        return status, printed.getvalue(), path.read_text(encoding="utf-8")

    def assert_passes(self, text):
        status, printed, _ = self.run_text(text)
        self.assertEqual((status, printed), (0, "transcripts: 1 passed, 0 failed\n"))

    def assert_fails(self, text):
        status, printed, _ = self.run_text(text)
        self.assertEqual(status, 1, printed)
        self.assertTrue(printed.endswith("transcripts: 0 passed, 1 failed\n"))
        return printed

    def test_output_and_status_are_compared(self):
        self.assert_passes("# Comment.\n$ dateline lines a b\na\nb\n\n$ dateline fail 3\nerror: failed\n? 3\n")
        self.assert_fails("$ dateline lines a b\na\n")
        self.assert_fails("$ dateline lines a\na\nb\n")
        self.assert_fails("$ dateline lines a\na\n? 1\n")
        self.assert_fails("$ dateline fail 3\nerror: failed\n")

    def test_a_difference_shows_expected_and_got(self):
        printed = self.assert_fails("$ dateline lines 'took 5 ms' b\ntook <ms> ms\nc\n? 2\n")
        self.assertIn("one.txt:1: $ dateline lines", printed)
        self.assertIn("  -c\n", printed)
        self.assertIn("  +b\n", printed)
        self.assertIn("  -? 2\n", printed)
        self.assertIn("   took <ms> ms\n", printed)

    def test_marks_inside_lines(self):
        self.assert_passes("$ dateline lines '3.5 ms -1,200 e7 any thing at all.'\n<ms> ms <n> e<n> <x> all.\n")
        self.assert_fails("$ dateline lines 'x ms'\n<ms> ms\n")
        self.assert_fails("$ dateline lines 'a  b'\na <x>b\n".replace("<x>", "<x><x>"))
        self.assert_passes("$ dateline lines 'index <n>' '3'\nindex \\<n>\n<n>\n")
        self.assert_fails("$ dateline lines 'index 3'\nindex \\<n>\n")

    def test_any_lines(self):
        for written in ("[...]", "a\n[...]", "[...]\nd", "a\n[...]\nd", "[...]\nb\nc\n[...]",
                        "a\nb\n[...]\nc\nd", "[...]\na\nb\nc\nd\n[...]", "[...]\n[...]"):
            self.assert_passes(f"$ dateline lines a b c d\n{written}\n")
        for written in ("a\n[...]\nc", "[...]\nb\n[...]\na", "b\n[...]", "a\nb\nc\n[...]\nc\nd",
                        "[...]\nc\nb\n[...]"):
            self.assert_fails(f"$ dateline lines a b c d\n{written}\n")
        self.assert_passes("$ dateline lines a b a b c\n[...]\na\nb\nc\n")

    def test_lines_that_look_like_marks_are_escaped(self):
        self.assert_passes("$ dateline lines '$ a' '# b' '? 1' '[...]' '\\c'\n"
                           "\\$ a\n\\# b\n\\? 1\n\\[...]\n\\\\c\n")
        self.assert_fails("$ dateline lines 'b'\n\\[...]\n")

    def test_here_documents(self):
        self.assert_passes("$ dateline cat <<'END'\n> one\n>\n> two\n> END\none\n\ntwo\n")

    def test_the_environment_is_clean_and_paths_are_named(self):
        self.assert_passes("$ dateline where\n$TMP $HOME unset dumb C.UTF-8\n")
        self.assert_passes("$ dateline lines \"$SAMPLE/a\" \"$DATA/b\"\n$SAMPLE/a\n$DATA/b\n")
        self.assert_passes("$ dateline lines a > file\n\n$ cat file\na\n")
        self.assert_passes("$ ls\n")

    def test_control_characters_are_shown(self):
        self.assert_passes("$ dateline colour\n\\x1b[1mbold\\x1b[0m\n".replace("\n\\", "\n\\\\", 1))

    def test_a_command_that_does_not_end_is_stopped(self):
        status, printed, _ = self.run_text("$ dateline sleep\n", "--timeout", "0.2")
        self.assertEqual(status, 1)
        self.assertIn("+? 124", printed)

    def test_text_without_a_command_is_no_transcript(self):
        for text in ("hello\n", "# only this\n", "$ dateline lines a\na\n? 0\nb\n"):
            status, printed, _ = self.run_text(text)
            self.assertEqual(status, 2, text)
            self.assertIn("one.txt:", printed)

    def test_update_keeps_marks_that_still_match(self):
        text = ("# Comment.\n\n$ dateline lines 'took 5 ms' new b '# c'\ntook <ms> ms\nold\n\n"
                "$ dateline fail 1\n? 2\n\n# End.\n$ dateline lines a b c d e\na\n[...]\nc\nx\n")
        status, _, after = self.run_text(text, "--update")
        self.assertEqual(status, 0)
        self.assertEqual(after,
                         "# Comment.\n\n$ dateline lines 'took 5 ms' new b '# c'\ntook <ms> ms\nnew\nb\n"
                         "\\# c\n\n$ dateline fail 1\nerror: failed\n? 1\n\n# End.\n"
                         "$ dateline lines a b c d e\na\n[...]\nc\nd\ne\n")
        self.assert_passes(after)

    def test_update_leaves_alone_what_passes(self):
        text = "# Comment.\n\n\n$ dateline lines a b\n[...]\n\n\n$ dateline fail 0\nerror: <x>\n"
        _, printed, after = self.run_text(text, "--update")
        self.assertEqual(after, text)
        self.assertNotIn("rewritten", printed)

    def test_update_writes_what_then_passes(self):
        for words in ("'$ a' '\\b' '[...]' '<n> \\<n>' '? 3' '>' '> x' ''", "'\\<n>' '\\\\<ms>' '#' '\\$ '"):
            _, _, after = self.run_text(f"$ dateline lines {words}\n", "--update")
            self.assert_passes(after)


if __name__ == "__main__":
    unittest.main()
