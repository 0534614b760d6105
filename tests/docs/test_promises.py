"""Every test that a page of ours names as the one that holds a promise is there."""

import re
import unittest

from programs import ROOT

PAGES = ("docs/promises.md", "services/poster/README.md")
NAME = re.compile(r"`([A-Z]\w+\.[A-Z]\w+)`")
TEST = re.compile(r"^(?:TYPED_)?TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", re.M)


class Promises(unittest.TestCase):
    def test_every_test_that_is_named_is_there(self):
        there = {f"{suite}.{name}" for source in ROOT.glob("tests/**/*.?pp")
                 for suite, name in TEST.findall(source.read_text(encoding="utf-8"))}
        self.assertGreater(len(there), 500)
        for page in PAGES:
            named = NAME.findall((ROOT / page).read_text(encoding="utf-8"))
            with self.subTest(page):
                self.assertGreater(len(named), 20)
                self.assertEqual(sorted(set(named) - there), [])


if __name__ == "__main__":
    unittest.main()
