"""Every program of README.md is run as it is written, in an empty folder, and prints what stands below it."""

import os
import re
import subprocess
import sys
import unittest

from . import PACKAGE, ClientTest


class ReadmeTests(ClientTest):
    def test_every_example_runs_as_it_is_written(self):
        text = (PACKAGE / "README.md").read_text(encoding="utf-8")
        examples = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", text, re.S)
        self.assertGreater(len(examples), 1)
        folder = self.folder / "empty"
        folder.mkdir()
        for program, printed in examples:
            with self.subTest(program[:60]):
                run = subprocess.run(
                    [sys.executable, "-c", program],
                    cwd=folder,
                    env={**self.env, "PYTHONPATH": str(PACKAGE), "PYTHONDONTWRITEBYTECODE": "1"},
                    capture_output=True,
                    text=True,
                    timeout=60,
                )
                self.assertEqual((run.stdout, run.returncode), (printed, 0), run.stderr)
        self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
