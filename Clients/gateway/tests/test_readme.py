"""What the pages show is done as it is written, in an empty folder, and prints what stands there."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from . import CLIENT, PACKAGE
from .test_nginx import NGINX
from .world import free_port


def without_times(text):
    """What is left of a window depends on when it is asked."""
    return re.sub(r"\b(t=|Retry-After: )\d+", r"\g<1>N", text)


class ReadmeTests(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="gw"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.env = {**os.environ, "XDG_STATE_HOME": str(self.folder / "state"), "PYTHONDONTWRITEBYTECODE": "1"}

    @unittest.skipUnless(NGINX and shutil.which("curl"), "nginx or curl is not here")
    def test_the_example_answers_as_its_page_says(self):
        page = (PACKAGE / "example" / "README.md").read_text(encoding="utf-8")
        command, printed = re.search(r"```sh\n(.*?)\n```\n\n```text\n(.*?)```", page, re.S).groups()
        (self.folder / "jwtls").symlink_to(PACKAGE.parent.parent)
        ports = {"PORT": str(free_port()), "API_PORT": str(free_port())}
        run = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env={**self.env, **ports}, capture_output=True, text=True, timeout=300
        )
        said = run.stdout.lstrip("\n").replace(f"127.0.0.1:{ports['PORT']}", "127.0.0.1:8080")
        self.assertEqual((without_times(said), run.returncode), (without_times(printed), 0), run.stderr)
        self.assertEqual(os.listdir(self.folder), ["jwtls"])

    def test_every_program_of_the_page_prints_what_stands_below_it(self):
        page = (PACKAGE / "README.md").read_text(encoding="utf-8")
        examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", page, re.S)
        self.assertGreater(len(examples), 0)
        for program, printed in examples:
            run = subprocess.run(
                [sys.executable, "-c", program],
                cwd=self.folder,
                env={**self.env, "PYTHONPATH": str(CLIENT)},
                capture_output=True,
                text=True,
                timeout=60,
            )
            self.assertEqual((run.stdout, run.returncode), (printed, 0), run.stderr)

    def test_the_configuration_of_the_page_is_one(self):
        page = (PACKAGE / "README.md").read_text(encoding="utf-8")
        text = re.search(r"```json\n(.*?)```", page, re.S).group(1)
        (self.folder / "gateway.json").write_text(text)
        command = [sys.executable, "-m", "jwtls_gateway", "--check", "--config", "gateway.json"]
        env = {**self.env, "PYTHONPATH": f"{PACKAGE}:{CLIENT}"}
        run = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=60)
        self.assertEqual((run.returncode, run.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
