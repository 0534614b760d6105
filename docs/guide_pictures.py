#!/usr/bin/env python3
"""Makes the pictures of docs/guide.ko.md: docs/img/guide-search.png and docs/img/guide-sent.png.

    python3 docs/guide_pictures.py        starts ./run for it; TWIN_URL takes a page that is there

Run it by hand when the page or the previews changed; it needs what the browser tests need.
"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/browser"))

from selenium.webdriver.common.keys import Keys  # noqa: E402

from page_case import GENERAL, KIM, LEE, PageCase, main, stack  # noqa: E402
from page_case import setUpModule, tearDownModule  # noqa: E402,F401  (unittest calls them here)


class GuidePictures(PageCase):
    def wait(self, condition, what, seconds=120):
        return stack.wait(condition, what, seconds)  # no test: a busy machine may take its time

    def picture(self, selector, name):
        self.one(selector).screenshot(str(ROOT / f"docs/img/{name}.png"))

    def test_pictures(self):
        self.resize(860, 1100, scale=1.25)
        stack.post("twin/say", {"user": LEE, "channel": GENERAL, "text": "배포 끝! 다들 고생했어요"})
        self.open(KIM)
        self.search()
        self.picture(".message.private", "guide-search")
        self.one(".cards .card button.action").send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message:not(.private) figure.image"), "the post")
        self.wait(lambda: not self.find(".message.private"), "the previews to go")
        self.resize(860, 660, scale=1.25)
        self.picture("main", "guide-sent")


if __name__ == "__main__":
    main()
