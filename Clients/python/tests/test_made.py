"""What make.py made is what Protocol/ says."""

import importlib.util
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

from jwtls import AsyncJwtls, Jwtls, faults, wire

from . import PACKAGE, PROTOCOL


class MadeTests(unittest.TestCase):
    def test_what_is_made_is_what_the_protocol_says(self):
        made = subprocess.run([sys.executable, str(PACKAGE / "make.py"), "--check"], capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stderr)

    def test_every_error_has_a_class_and_every_method_a_name(self):
        for error in json.loads((PROTOCOL / "errors.json").read_text("utf-8"))["errors"]:
            self.assertEqual(faults.ERRORS[error["code"]].code, error["code"])
        methods = [each["name"] for each in json.loads((PROTOCOL / "openrpc.json").read_text("utf-8"))["methods"]]
        for method in methods:
            name = method.replace("/", "_").replace(".", "_")
            self.assertIn(method, getattr(Jwtls, name).__doc__)
            self.assertTrue(inspect.iscoroutinefunction(getattr(AsyncJwtls, name)), name)
        self.assertLessEqual(wire.REPEATABLE | wire.REFUSING, set(methods))

    def test_every_folder_is_packed(self):
        folders = [str(each.parent.relative_to(PACKAGE)).replace("/", ".") for each in PACKAGE.glob("jwtls/**/__init__.py")]
        packed = re.search(r"^packages = (\[.*\])$", (PACKAGE / "pyproject.toml").read_text("utf-8"), re.M)
        self.assertEqual(sorted(json.loads(packed.group(1))), sorted(folders))

    @unittest.skipUnless(importlib.util.find_spec("mypy"), "mypy is not here")
    def test_a_type_checker_finds_what_is_exported(self):
        with tempfile.TemporaryDirectory() as folder:
            program = "from jwtls import AsyncJwtls, ConnectionLost, ExpiredToken, Jwtls\n\nprint(AsyncJwtls, ConnectionLost, ExpiredToken, Jwtls)\n"
            run = subprocess.run(
                [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder, "-c", program],
                env={**os.environ, "MYPYPATH": str(PACKAGE)},
                capture_output=True,
                text=True,
                cwd=folder,
            )
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)


if __name__ == "__main__":
    unittest.main()
