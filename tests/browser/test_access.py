"""Names, focus, languages and widths: the page for those who do not see it, or see little of it."""

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page_case import GENERAL, KIM, LEE, PageCase, main, stack
from page_case import setUpModule, tearDownModule  # noqa: F401  (unittest calls them here)

CONTROLS = "a, button, textarea, input, select, summary, [tabindex], [role=option], [role=listbox]"


class Access(PageCase):
    def nameless(self):
        shown = [e for e in self.find(CONTROLS) if e.is_displayed()]
        self.assertGreater(len(shown), 10)
        return [e.get_attribute("outerHTML")[:120] for e in shown if not e.accessible_name.strip()]

    def test_every_control_has_a_name(self):
        for user in (KIM, LEE):
            self.open(user)
            self.assertEqual(self.nameless(), [])
            self.box.send_keys("/")
            self.assertEqual(self.nameless(), [])
            self.box.clear()
            self.search()
            self.assertEqual(self.nameless(), [])
            for opener in ("#help", "#reset"):
                self.one(opener).click()
                dialog = self.one("#dialog")
                self.assertTrue(dialog.accessible_name.strip())
                for button in dialog.find_elements(By.TAG_NAME, "button"):
                    self.assertTrue(button.accessible_name.strip())
                self.keys(Keys.ESCAPE)

    def test_pictures_have_words_and_buttons_say_what_they_send(self):
        self.open(KIM)
        message = self.search()
        for card in message.find_elements(By.CSS_SELECTOR, ".card"):
            picture = card.find_element(By.CSS_SELECTOR, "[role=img]")
            self.assertTrue(picture.get_attribute("aria-label"))
            button = card.find_element(By.CSS_SELECTOR, "button")
            self.assertGreater(len(button.accessible_name), len(button.text))

    def test_the_focus_is_seen_wherever_it_goes(self):
        self.open(KIM)
        self.search()
        seen = set()
        self.script("document.activeElement.blur()")
        for _ in range(60):
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            where, visible = self.script(
                "const e = document.activeElement;"
                "const ringed = e.closest('.composer-box') ?? e; const s = getComputedStyle(ringed);"
                "const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;"
                "return [e.id || e.outerHTML.slice(0, 100),"
                "        e === document.body || ring || s.boxShadow !== 'none'];")
            self.assertTrue(visible, where)
            if where in seen:
                break
            seen.add(where)
        self.assertGreater(len(seen), 12)
        self.assertIn("composer-text", seen)

    def test_the_skip_link_leads_to_the_message_box(self):
        self.open(KIM)
        self.script("document.activeElement.blur()")
        self.one("body").send_keys(Keys.TAB)
        self.assertEqual(self.active().get_attribute("id"), "skip")
        self.keys(Keys.ENTER)
        self.assertEqual(self.active().get_attribute("id"), "composer-text")
        self.assertTrue(self.browser.current_url.endswith(f"#{KIM}/{GENERAL}"))

    def test_a_new_message_is_announced_politely_and_ones_own_is_not(self):
        self.open(KIM)
        announcer = self.one("#announcer")
        self.assertEqual(announcer.get_attribute("aria-live"), "polite")
        self.box.send_keys("내 말", Keys.ENTER)
        self.wait(lambda: self.find(".message"), "my message")
        stack.post("twin/say", {"user": LEE, "channel": GENERAL, "text": "안녕하세요"})
        self.wait(lambda: "안녕하세요" in announcer.get_attribute("textContent"), "the announcement")
        self.assertIn("Lee", announcer.get_attribute("textContent"))
        self.assertNotIn("내 말", announcer.get_attribute("textContent"))

    def test_the_page_speaks_the_members_language(self):
        for user, language, words in ((KIM, "ko", "채널"), (LEE, "en", "Channels")):
            self.open(user)
            self.assertEqual(self.one("html").get_attribute("lang"), language)
            self.assertIn(words, self.one("#lists").text)

    def test_switching_the_member_keeps_channel_and_focus(self):
        self.open(KIM)
        self.one(f".member[href='#{LEE}/{GENERAL}']").send_keys(Keys.ENTER)
        self.wait(lambda: self.one("html").get_attribute("lang") == "en", "the other language")
        self.assertEqual(self.active().get_attribute("aria-current"), "true")
        self.assertEqual(self.one("#channel-name").text, "#general")


class Narrow(PageCase):
    def overflow(self):
        return self.script(
            "const width = document.documentElement.clientWidth;"
            "const wide = [...document.querySelectorAll('.main *')].filter((e) => {"
            "    const r = e.getBoundingClientRect();"
            "    return r.width > 1 && r.right > width + 1; });"
            "return [document.documentElement.scrollWidth - width,"
            "        wide.map((e) => e.outerHTML.slice(0, 80))];")

    def test_no_width_scrolls_sideways(self):
        long_word = "긴낱말" * 60
        stack.post("twin/say", {"user": LEE, "channel": GENERAL, "text": f"{'x' * 300} {long_word}"})
        for width in (320, 390, 760, 1280, 2200):
            self.resize(width, 800)
            self.open(KIM)
            self.search()
            self.assertEqual(self.overflow(), [0, []], width)
            if width == 390:
                self.shot("search-ko-narrow")
            stack.post("twin/reload", {"user": KIM})

    def test_the_drawer_opens_and_closes_by_keyboard(self):
        self.resize(390, 800)
        self.open(KIM)
        self.assertFalse(self.one("#lists a").is_displayed())
        self.one("#menu").send_keys(Keys.ENTER)
        self.wait(lambda: self.one("#lists a").is_displayed(), "the drawer")
        self.assertEqual(self.active().get_attribute("aria-current"), "page")
        self.keys(Keys.ESCAPE)
        self.wait(lambda: not self.one("#lists a").is_displayed(), "the drawer to close")
        self.assertEqual(self.active().get_attribute("id"), "menu")


class Dark(PageCase):
    dark = True

    def test_dark_mode_is_dark(self):
        self.open(LEE)
        self.search()
        red = self.script(
            "return Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        self.assertLess(red, 60)
        self.shot("search-en-dark")

    def test_nothing_moves_for_those_who_prefer_that(self):
        self.open(LEE)
        self.search()
        moves = "return getComputedStyle(document.querySelector('.message')).animationName"
        for motion, name in (("no-preference", "rise"), ("reduce", "none")):
            self.media(reduced_motion=motion)
            self.assertEqual(self.script(moves), name)


if __name__ == "__main__":
    main()
