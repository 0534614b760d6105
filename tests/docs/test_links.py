"""Every file that a page of ours links to is there, and every picture has words for those who
cannot see it."""

import re
import unittest

from programs import ROOT

LINK = re.compile(r"(!?)\[([^\]\n]*(?:\n[^\]\n]+)?)\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
BUILT = {".git", "build", ".run", ".cache", "node_modules"}


def pages():
    for page in sorted(ROOT.rglob("*.md")):
        parts = page.relative_to(ROOT).parts
        if not BUILT & set(parts) and not parts[0].startswith("build-"):
            yield page


class Links(unittest.TestCase):
    def test_every_file_linked_to_is_there(self):
        checked, missing = 0, []
        for page in pages():
            for _, _, target in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
                if re.match(r"[a-z]+:|#", target):
                    continue
                checked += 1
                if not (page.parent / target.split("#")[0]).exists():
                    missing.append(f"{page.relative_to(ROOT)}: {target}")
        self.assertGreater(checked, 20)
        self.assertEqual(missing, [])

    def test_every_picture_is_told_in_words(self):
        pictures = [(page.relative_to(ROOT), words) for page in pages()
                    for mark, words, _ in LINK.findall(page.read_text(encoding="utf-8")) if mark]
        self.assertGreaterEqual(len(pictures), 2)
        self.assertEqual([page for page, words in pictures if len(words) < 15], [])

    def test_the_members_page_is_linked_from_the_korean_readme(self):
        self.assertIn("(docs/guide.ko.md)", (ROOT / "README.ko.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
