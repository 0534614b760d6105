"""The examples of CONTRIBUTING.md about the lexicon, run as they stand there on a copy of the packs."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from programs import PROGRAMS, ROOT, page

HEADING = "## A word for the search"


def examples():
    """Commands with what the page says they print, in order, block by block."""
    part = page("CONTRIBUTING.md").split(HEADING)[1].split("\n## ")[0]
    for block in re.findall(r"^```\n(.*?)^```", part, re.M | re.S):
        for example in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = example.partition("\n")
            yield command, printed.splitlines()


def shape(line):
    """A line as the page has it, where "…" may be anything."""
    return re.compile(".*".join(re.escape(part.strip()) for part in line.split("…")), re.S)


class Lexicon(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        shutil.copytree(ROOT / "packs", self.root / "packs")
        (self.root / "build").mkdir()
        (self.root / "build/bin").symlink_to(PROGRAMS)

    def run_there(self, command):
        bare = {n: v for n, v in os.environ.items() if n in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
        bare["STICKER_PACKS"] = "packs"
        return subprocess.run(command, shell=True, cwd=self.root, capture_output=True, text=True,
                              encoding="utf-8", env=bare, timeout=20, check=False)

    def test_every_example_prints_what_the_page_says(self):
        ran = 0
        for command, printed in examples():
            done = self.run_there(command)
            said = (done.stdout + done.stderr).strip()
            wanted = 0
            for line in printed:
                if line.startswith("exit "):
                    wanted = int(line[len("exit "):])
                elif line.strip():
                    self.assertRegex(said, shape(line), command)
            self.assertEqual(done.returncode, wanted, f"{command}: {said}")
            ran += 1
        self.assertGreaterEqual(ran, 7)


if __name__ == "__main__":
    unittest.main()
