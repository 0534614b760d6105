"""From the typed command to the sticker that all see, by keyboard, in the browser."""

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page_case import GENERAL, KIM, LEE, SEARCH, PageCase, main, stack
from page_case import setUpModule, tearDownModule  # noqa: F401  (unittest calls them here)


class Journey(PageCase):
    def tab_back_to(self, selector, limit=30):
        for _ in range(limit):
            self.chord(Keys.SHIFT, Keys.TAB)
            if self.script("return document.activeElement.matches(arguments[0])", selector):
                return self.active()
        self.fail(f"Shift+Tab never came to {selector}")

    def test_the_keyboard_alone_searches_picks_and_posts(self):
        self.open(KIM)
        self.keys("/")
        self.assertEqual(self.active().get_attribute("id"), "composer-text")
        self.keys("sticker search 고양이", Keys.ENTER)
        self.wait(lambda: len(self.find(".message.private .card")) >= 3, "three previews")
        self.assertIn("나에게만 보여요", self.one(".message.private .only-you").text)
        self.shot("search-ko")
        self.tab_back_to(".cards .card:first-child button.action")
        self.keys(Keys.ENTER)
        self.wait(lambda: self.find(".message:not(.private) figure.image"), "the post")
        self.wait(lambda: not self.find(".message.private"), "the previews to go")
        self.assertEqual(self.active().get_attribute("id"), "composer-text")
        self.wait(lambda: "게시" in self.one("#delivery").text, "the time of the post")
        self.shot("post-ko")

    def test_the_other_member_sees_the_post_and_never_a_preview(self):
        self.open(KIM)
        self.search()
        self.assertEqual([m for m in stack.see(LEE, GENERAL) if m["to"] != "all"], [])
        self.one(".cards .card button.action").send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message:not(.private) figure.image"), "the post")
        self.open(LEE)
        self.assertEqual(len(self.wait(lambda: self.find(".message figure.image"), "the post")), 1)
        self.assertEqual(self.find(".message.private"), [])
        self.assertEqual(len([m for m in stack.see(LEE, GENERAL) if m["to"] == "all"]), 1)

    def test_previews_speak_the_members_language(self):
        self.open(LEE)
        self.assertEqual(self.one("html").get_attribute("lang"), "en")
        self.search()
        self.assertIn("Only visible to you", self.one(".message.private .only-you").text)
        self.assertIn("Send", self.one(".cards .card button.action").text)
        self.shot("search-en")

    def test_buttons_rest_while_a_press_is_under_way(self):
        self.open(KIM)
        self.search()
        resting = self.script(
            "document.querySelector('.cards .card button.action').click();"
            "const all = [...document.querySelectorAll('.message.private button.action')];"
            "return [all.length, all.filter((b) => b.ariaDisabled === 'true').length];")
        self.assertGreaterEqual(resting[0], 3)
        self.assertEqual(resting[0], resting[1])
        self.wait(lambda: self.find(".message:not(.private) figure.image"), "the post")

    def test_an_enter_that_ends_a_syllable_does_not_send(self):
        self.open(KIM)
        self.box.send_keys("안녕")
        for event in ("isComposing: true", "keyCode: 229"):
            prevented = self.script(
                "const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true,"
                f"cancelable: true, {event} }});"
                "return !document.getElementById('composer-text').dispatchEvent(event);")
            self.assertFalse(prevented, event)
            self.assertEqual(self.box.get_attribute("value"), "안녕")
        self.box.send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message"), "the message")
        self.assertEqual([m["text"] for m in stack.see(KIM, GENERAL)], ["안녕"])

    def test_a_hangul_input_method_keeps_its_enter(self):
        self.open(KIM)
        self.box.click()
        self.cdp("Input.imeSetComposition", text="고양이", selectionStart=3, selectionEnd=3)
        for kind in ("rawKeyDown", "keyUp"):
            self.cdp("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter",
                     windowsVirtualKeyCode=229)
        self.cdp("Input.insertText", text="고양이")
        self.assertEqual(self.box.get_attribute("value"), "고양이")
        self.box.send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message"), "the message")
        self.assertEqual([m["text"] for m in stack.see(KIM, GENERAL)], ["고양이"])

    def test_shift_enter_breaks_the_line(self):
        self.open(KIM)
        self.box.send_keys("첫 줄")
        self.chord(Keys.SHIFT, Keys.ENTER)
        self.box.send_keys("둘째 줄")
        self.assertEqual(self.box.get_attribute("value"), "첫 줄\n둘째 줄")
        self.box.send_keys(Keys.ENTER)
        self.wait(lambda: self.find(".message"), "the message")
        self.assertEqual(self.box.get_attribute("value"), "")

    def test_commands_complete_by_arrows_and_enter_or_tab(self):
        self.open(KIM)
        for keys, wanted in (((Keys.ARROW_DOWN, Keys.ENTER), 1), ((Keys.TAB,), 0)):
            self.box.send_keys("/")
            options = [o.find_element(By.TAG_NAME, "b").text for o in self.find("[role=option]")]
            self.assertIn("/sticker", options)
            self.assertIn("/스티커", options)
            self.box.send_keys(*keys)
            self.assertEqual(self.box.get_attribute("value"), f"{options[wanted]} ")
            self.assertFalse(self.one("#suggest").is_displayed())
            self.box.clear()
        self.assertEqual(stack.see(KIM, GENERAL), [])

    def test_reload_drops_what_only_the_member_saw(self):
        self.open(KIM)
        self.search()
        self.one("#reload").send_keys(Keys.ENTER)
        self.wait(lambda: not self.find(".message.private"), "the previews to go")

    def test_alt_arrows_change_the_channel_and_keep_the_draft(self):
        self.open(KIM)
        first = self.one("#channel-name").text
        self.box.send_keys("쓰다 만 말")
        self.chord(Keys.ALT, Keys.ARROW_DOWN)
        self.wait(lambda: self.one("#channel-name").text != first, "the next channel")
        self.assertEqual(self.box.get_attribute("value"), "")
        self.chord(Keys.ALT, Keys.ARROW_UP)
        self.wait(lambda: self.one("#channel-name").text == first, "the channel before")
        self.assertEqual(self.box.get_attribute("value"), "쓰다 만 말")

    def test_an_empty_channel_says_what_to_type(self):
        self.open(KIM)
        hint = self.wait(lambda: [e for e in self.find("#empty") if e.is_displayed()], "the hint")
        self.assertIn(SEARCH, hint[0].text)
        self.one("#empty button").send_keys(Keys.ENTER)
        self.assertEqual(self.box.get_attribute("value"), SEARCH)

    def test_a_lost_twin_is_said_and_found_again(self):
        self.open(KIM)
        condition = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.cdp("Network.emulateNetworkConditions", offline=True, **condition)
        stack.post("twin/say", {"user": LEE, "channel": GENERAL, "text": "들려요?"})
        self.wait(lambda: "연결이 끊겼어요" in self.one("#banner").text, "the banner")
        self.box.send_keys("잃지 마세요", Keys.ENTER)
        self.wait(lambda: self.one("#composer-error").text, "the error under the box")
        self.assertEqual(self.box.get_attribute("value"), "잃지 마세요")
        self.cdp("Network.emulateNetworkConditions", offline=False, **condition)
        self.wait(lambda: not self.one("#banner").is_displayed(), "the banner to go")
        self.wait(lambda: "들려요?" in self.one("#messages").text, "what was said meanwhile")


if __name__ == "__main__":
    main()
