"""Runs every test, and ends with a line that says how many passed, failed and were skipped."""

import sys
import unittest

from . import PACKAGE

suite = unittest.defaultTestLoader.discover(str(PACKAGE / "tests"), top_level_dir=str(PACKAGE))
result = unittest.TextTestRunner(verbosity=2 if "-v" in sys.argv else 1).run(suite)
failed = len({str(test) for test, _ in result.failures + result.errors}) + len(result.unexpectedSuccesses)
skipped = len(result.skipped)
sys.stderr.flush()
print(f"{max(0, result.testsRun - failed - skipped)} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
