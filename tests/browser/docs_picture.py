"""Makes docs/img/page.png, the picture of the README: python3 tests/browser/docs_picture.py

No test: run it by hand when the page changed. Same stack as the tests, Korean, wide.
"""

from selenium.webdriver.common.keys import Keys

from page_case import GENERAL, KIM, LEE, ROOT, SEARCH, PageCase, main, stack
from page_case import setUpModule, tearDownModule  # noqa: F401  (unittest calls them here)


class DocsPicture(PageCase):
    def say(self, user, text):
        stack.post("twin/say", {"user": user, "channel": GENERAL, "text": text})

    def test_picture(self):
        self.resize(1200, 1000, scale=1.25)
        self.say(LEE, "오늘 배포 끝났어요. 다들 고생하셨어요!")
        self.open(KIM)
        self.box.send_keys("/sticker search 축하", Keys.ENTER)
        self.wait(lambda: self.find(".message.private .card"), "the previews")
        self.one(".cards .card button.action").send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message:not(.private) figure.image"), "the post")
        self.wait(lambda: not self.find(".message.private"), "the previews to go")
        self.say(LEE, "고마워요! 저도 하나 골라 볼게요")
        self.box.send_keys(SEARCH, Keys.ENTER)
        self.wait(lambda: len(self.find(".message.private .card")) >= 3, "the previews")
        self.wait(lambda: len(self.find("#delivery li")) >= 2, "the times")
        (ROOT / "docs" / "img").mkdir(parents=True, exist_ok=True)
        self.browser.save_screenshot(str(ROOT / "docs" / "img" / "page.png"))


if __name__ == "__main__":
    main()
