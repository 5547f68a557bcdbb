"""Tests of the runner itself: what it accepts, what it refuses, what it rewrites."""
import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import run


class Runner(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def result(self, text, update=False):
        path = self.folder / "a.test"
        path.write_text(text, encoding="utf-8")
        self.printed = io.StringIO()
        with contextlib.redirect_stdout(self.printed):
            failures = run.test(path, Path("/bin/sh"), self.folder, update)
        self.after = path.read_text(encoding="utf-8")
        return failures

    def test_what_is_written_is_accepted(self):
        self.assertEqual(self.result("Says a.\n\n$ echo a\na\n\n$ echo b >&2; exit 3\n# stderr:\nb\n# exit: 3\n"), 0)

    def test_other_output_error_and_exit_are_refused(self):
        self.assertEqual(self.result("$ echo a\nb\n\n$ echo a >&2\n\n$ exit 1\n"), 3)
        self.assertIn("-b", self.printed.getvalue())
        self.assertIn("exit code expected 0, was 1", self.printed.getvalue())

    def test_an_ellipsis_is_any_text_or_any_lines(self):
        self.assertEqual(self.result("$ seq 9\n1\n…\n8\n9\n\n$ echo took 12 ms\ntook … ms\n"), 0)
        self.assertEqual(self.result("$ seq 9\n1\n…\n7\n"), 1)
        self.assertEqual(self.result("$ echo a.c\na.…\n\n$ echo abc\na.…\n"), 1)

    def test_blank_lines_within_output_count_and_at_its_end_do_not(self):
        self.assertEqual(self.result("$ printf 'a\\n\\nb\\n\\n'\na\n\nb\n\n\n$ true\n"), 0)
        self.assertEqual(self.result("$ printf 'a\\nb\\n'\na\n\nb\n"), 1)

    def test_output_without_end_of_line_is_refused(self):
        self.assertEqual(self.result("$ printf a\na\n"), 1)

    def test_a_command_may_go_on_over_lines(self):
        self.assertEqual(self.result("$ cat <<END\n> a\n> END\na\n"), 0)

    def test_the_folder_is_shared_by_a_file_and_named_alike(self):
        self.assertEqual(self.result("$ echo a > $TMP/x\n\n$ cat $TMP/x; echo $TMP/x\na\n$TMP/x\n"), 0)

    def test_a_missing_need_skips(self):
        self.assertIsNone(self.result("# needs: not/there\n\n$ exit 1\n"))

    def test_update_writes_what_is_printed_and_keeps_what_holds(self):
        text = "About.\n\n$ seq 3\n1\n…\n\n$ echo '$ x'; echo b >&2; exit 2\nold\n"
        self.assertEqual(self.result(text, update=True), 0)
        self.assertEqual(
            self.after, "About.\n\n$ seq 3\n1\n…\n\n$ echo '$ x'; echo b >&2; exit 2\n\\$ x\n# stderr:\nb\n# exit: 2\n"
        )
        self.assertEqual(self.result(self.after), 0)


if __name__ == "__main__":
    unittest.main()
