"""What a member sees of the bot: previews, post, an empty answer and an error, in both languages,
on a desk and on a phone. The pictures lie in build/screenshots as message-<language>-<width>-…"""

import re

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page_case import GENERAL, KIM, LEE, PageCase, main, stack
from page_case import setUpModule, tearDownModule  # noqa: F401  (unittest calls them here)

DESK, PHONE = (1280, 800), (390, 844)
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")  # Crockford's base 32
LONGEST_LABEL = 24  # clients cut at about 30

# What each member is shown in their own language.
WORDS = {
    KIM: dict(lang="ko", send="보내기", controls=["더 보기", "섞기", "닫기"], title="1 · 고양이",
              post="님의 스티커: ", none="찾지 못했어요", refused="보내지 못했어요"),
    LEE: dict(lang="en", send="Send", controls=["More", "Shuffle", "Cancel"], title="1 · ",
              post="sticker", none="Nothing found", refused="could not be sent"),
}


class Message(PageCase):
    def each(self, check):
        """Runs check(user, words, name, size) in every language at every width, each time in an
        empty conversation."""
        for user, words in WORDS.items():
            for name, size in (("wide", DESK), ("narrow", PHONE)):
                with self.subTest(lang=words["lang"], width=name):
                    stack.post("twin/reset", {})
                    stack.wait(lambda: stack.world()["connections"] > 0, "the bot to come back")
                    self.resize(*size)
                    self.open(user)
                    check(user, words, f"message-{words['lang']}-{name}", size)

    def said(self, user):
        return [m for m in stack.see(user, GENERAL) if m["to"] == user][-1]

    def test_previews_and_post(self):
        self.each(self.previews_and_post)

    def previews_and_post(self, user, words, name, size):
        message = self.search()
        self.assertEqual(len(self.find(".message.private .card")), 3)
        titles = [picture["title"] for picture in self.said(user)["blocks"]
                  if picture["type"] == "image"]
        self.assertTrue(titles[0]["text"].startswith(words["title"]), titles)
        buttons = message.find_elements(By.CSS_SELECTOR, "button.action")
        labels = [button.text for button in buttons]
        self.assertEqual(labels, [words["send"]] * 3 + words["controls"])
        for button in buttons:
            self.assertLessEqual(len(button.text), LONGEST_LABEL)
            self.assertTrue(button.get_attribute("aria-label"), button.text)
        self.assertLessEqual(message.size["height"], 2 * size[1], "two screens of a phone")
        self.shot(f"{name}-previews")
        buttons[0].send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message:not(.private) figure.image"), "the post")
        self.wait(lambda: not self.find(".message.private"), "the previews to go")
        post = [m for m in stack.see(user, GENERAL) if m["to"] == "all"][-1]
        self.assertIn(words["post"], post["text"])
        self.assertNotIn("<@", post["text"])
        self.shot(f"{name}-post")

    def test_nothing_found(self):
        self.each(self.nothing_found)

    def nothing_found(self, user, words, name, _):
        self.box.send_keys("/sticker search <!here> `qqzzxxqq`", Keys.ENTER)
        self.wait(lambda: self.find(".message.private"), "the answer")
        answer = self.said(user)
        self.assertIn(words["none"], answer["text"])
        self.assertNotIn("<!here>", str(answer))
        self.shot(f"{name}-nothing")

    def test_an_end_without_a_post_is_told_with_its_code(self):
        self.each(self.told_with_its_code)

    def told_with_its_code(self, user, words, name, _):
        stack.post("twin/faults", {"method": "chat.postMessage", "times": 1,
                                   "error": "msg_too_long"})
        self.search()
        self.one(".cards .card button.action").send_keys(Keys.ENTER)
        own = self.wait(lambda: self.own_conversation(user), "the bot's own conversation")
        self.open(user, own)
        self.wait(lambda: CODE.search(self.one("main").text), "the notice")
        self.assertIn(words["refused"], self.one("main").text)
        self.shot(f"{name}-error")

    def test_settings_are_filled_in_refused_kept_and_used(self):
        self.open(KIM)
        self.box.send_keys("/sticker 설정", Keys.ENTER)
        self.wait(lambda: self.find("#modal[open] input"), "the settings")
        self.assertEqual(self.one("#modal").accessible_name, "스티커 설정")
        packs = self.one("#modal input[role=combobox]")
        packs.click()
        self.wait(lambda: len(self.find("#modal [role=option]")) >= 3, "the packs")
        packs.send_keys(Keys.ESCAPE)
        self.shot("message-ko-wide-settings")
        self.number("9")
        self.wait(lambda: "3에서 5까지" in self.one("#modal .field-error").text, "the refusal")
        self.shot("message-ko-wide-settings-refused")
        self.number("5")
        self.wait(lambda: not self.find("#modal[open]"), "the modal to close")
        self.search(cards=5)
        self.assertEqual(len(self.find(".message.private .card")), 5)
        self.shot("message-ko-wide-five")

    def number(self, text):
        field = self.one("#modal input:not([role=combobox])")
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text, Keys.ENTER)

    def own_conversation(self, user):
        """Where the bot told this member, once it did."""
        for channel in stack.world()["channels"]:
            own = channel["type"] == "im" and user in channel["members"]
            told = own and stack.see(user, channel["id"])
            if told and CODE.search(told[-1]["text"]):
                return channel["id"]
        return None


if __name__ == "__main__":
    main()
