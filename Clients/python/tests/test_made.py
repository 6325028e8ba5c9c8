"""What make.py made is what Protocol/ says."""

import inspect
import json
import subprocess
import sys
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


if __name__ == "__main__":
    unittest.main()
