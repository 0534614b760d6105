"""Threads, menus, selects, modals, Home, the phone's width, the language: by keyboard alone."""

import page_case
from page_case import GENERAL, KIM, LEE, PageCase, main
from practice_app import PracticeApp
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

TEAM, DM = "C0TEAM", "D0BOT"
CONTROLS = "a, button, textarea, input, select, [tabindex], [role=option], [role=menuitem]"

app = PracticeApp()


def setUpModule():
    page_case.stack = app.open()


def tearDownModule():
    app.close()


def plain(text):
    return {"type": "plain_text", "text": text}


def option(text, value):
    return {"text": plain(text), "value": value}


MOODS = [option("기쁨", "happy"), option("슬픔", "sad")]
FIND = {"type": "external_select", "action_id": "find", "min_query_length": 1,
        "placeholder": plain("스티커 찾기")}
CHOICES = [
    {"type": "static_select", "action_id": "mood", "placeholder": plain("기분"), "options": MOODS},
    {"type": "users_select", "action_id": "who", "placeholder": plain("누구")},
    {"type": "overflow", "action_id": "over", "options": MOODS}]
MODAL = {
    "type": "modal", "callback_id": "pick", "title": plain("스티커 고르기"), "submit": plain("보내기"),
    "blocks": [
        {"type": "input", "block_id": "name", "label": plain("이름"),
         "element": {"type": "plain_text_input", "action_id": "name"}},
        {"type": "input", "block_id": "mood", "optional": True, "label": plain("기분"),
         "element": {"type": "radio_buttons", "action_id": "mood", "options": MOODS}},
        {"type": "input", "block_id": "find", "optional": True, "label": plain("스티커"),
         "element": FIND}]}


def found(payload):
    return {"options": [option("고양이", "cat"), option("강아지", "dog")]}


class Surfaces(PageCase):
    def setUp(self):
        super().setUp()
        app.answers = {"block_suggestion": found}
        app.heard.clear()

    def heard(self, kind):
        return self.wait(lambda: app.last(kind), f"the app to hear of {kind}")

    def nameless(self, root="body"):
        inside = ", ".join(f"{root} {one}" for one in CONTROLS.split(", "))
        shown = [e for e in self.find(inside) if e.is_displayed()]
        return [e.get_attribute("outerHTML")[:120] for e in shown if not e.accessible_name.strip()]

    def words(self, selector):
        """As they are now; an element that is being redrawn is no error."""
        return self.script("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def focus_is_seen(self):
        return self.script(
            "const e = document.activeElement; const s = getComputedStyle(e);"
            "return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ||"
            "    s.boxShadow !== 'none' ||"
            "    (e.matches('[role=menuitem]') && s.backgroundColor !== 'rgba(0, 0, 0, 0)') ||"
            "    Boolean(e.closest('.composer-box'));")

    def tab_through(self, root, most=40):
        """The controls that Tab comes to inside root; each has a name and shows its focus."""
        seen = []
        for _ in range(most):
            self.keys(Keys.TAB)
            active = self.active()
            if not self.script("return arguments[0].closest(arguments[1]) !== null", active, root):
                continue
            if active in seen:
                break
            self.assertTrue(self.focus_is_seen(), active.get_attribute("outerHTML")[:120])
            self.assertTrue(active.accessible_name.strip(), active.get_attribute("outerHTML")[:120])
            seen.append(active)
        return seen

    def say(self, user, text, **more):
        return app.post("twin/say", {"user": user, "channel": TEAM, "text": text, **more})["id"]

    def post_blocks(self, elements, channel=TEAM):
        return app.call("chat.postMessage", channel=channel, text="고르세요", blocks=[
            {"type": "actions", "block_id": "b", "elements": elements}])["ts"]

    def open_modal(self, view=None):
        app.answers["shortcut"] = lambda payload: app.call(
            "views.open", trigger_id=payload["trigger_id"], view=view or MODAL) and None
        self.open(KIM, TEAM)
        self.one("#shortcuts button").send_keys(Keys.ENTER)
        self.keys(Keys.ENTER)
        self.wait(lambda: self.find("#modal[open] input"), "the modal")
        return self.one("#modal")

    # Threads

    def test_a_reply_goes_into_its_thread_and_the_focus_comes_back(self):
        self.say(LEE, "점심 뭐 먹어요?")
        self.open(KIM, TEAM)
        self.one(".message .tools button").send_keys(Keys.ENTER)
        self.wait(lambda: self.active().get_attribute("id") == "thread-text", "the thread's box")
        self.keys("김밥이요", Keys.ENTER)
        self.wait(lambda: len(self.find("#thread-list .message")) == 2, "the reply")
        self.assertIn("답글 1개", self.one("#messages .replies").text)
        self.assertEqual(len(self.find("#messages .message")), 1)
        self.assertEqual(self.nameless(), [])
        self.shot("thread-ko")
        self.keys(Keys.ESCAPE)
        self.wait(lambda: not self.one("#thread").is_displayed(), "the thread to close")
        self.assertEqual(self.active().text, "답글 1개")

    def test_a_command_in_a_thread_is_refused_there(self):
        self.say(LEE, "여기")
        self.open(KIM, TEAM)
        self.one(".message .tools button").send_keys(Keys.ENTER)
        self.keys("/sticker 고양이", Keys.ENTER)
        self.wait(lambda: "not supported in threads" in self.words("#app"), "the refusal")

    # Shortcuts

    def test_a_messages_menu_runs_its_shortcut_by_arrows_and_escape_closes_it(self):
        ts = self.say(LEE, "축하해요")
        self.open(KIM, TEAM)
        opener = self.one(".message .tools [aria-haspopup=menu]")
        opener.send_keys(Keys.ENTER)
        self.assertEqual(self.active().get_attribute("role"), "menuitem")
        self.assertTrue(self.focus_is_seen())
        self.keys(Keys.ESCAPE)
        self.assertEqual(self.active(), opener)
        self.keys(Keys.ENTER)
        self.keys(Keys.ARROW_DOWN, Keys.ENTER)
        self.assertEqual(self.heard("message_action")["message_ts"], ts)

    # Selects

    def test_selects_tell_the_app_what_was_chosen(self):
        self.post_blocks(CHOICES)
        self.open(KIM, TEAM)
        Select(self.one("select[data-action=mood]")).select_by_visible_text("슬픔")
        self.assertEqual(self.heard("block_actions")["actions"][0]["selected_option"]["value"], "sad")
        Select(self.one("select[data-action=who]")).select_by_visible_text("Lee")
        self.wait(lambda: app.last("block_actions")["actions"][0].get("selected_user") == LEE,
                  "the member")
        self.assertEqual(self.nameless(), [])
        self.one(".actions [aria-haspopup=menu]").send_keys(Keys.ENTER)
        self.keys(Keys.ENTER)
        self.wait(lambda: app.last("block_actions")["actions"][0]["type"] == "overflow", "the menu")

    def test_an_external_select_asks_while_hangul_is_composed(self):
        self.post_blocks([FIND])
        self.open(KIM, TEAM)
        box = self.one("input[role=combobox]")
        self.assertTrue(box.accessible_name)
        box.click()
        for text in ("ㄱ", "고", "공", "고야", "고양"):
            self.cdp("Input.imeSetComposition", text=text, selectionStart=len(text),
                     selectionEnd=len(text))
            self.wait(lambda: app.last("block_suggestion") and
                      app.last("block_suggestion")["value"] == text, f"the question {text}")
        self.cdp("Input.insertText", text="고양")
        self.wait(lambda: self.find("[role=option]"), "the options")
        self.shot("external-select-ko")
        self.keys(Keys.ARROW_DOWN, Keys.ENTER)
        self.assertEqual(self.heard("block_actions")["actions"][0]["selected_option"]["value"], "cat")
        self.assertEqual(box.get_attribute("value"), "고양이")

    # Modals

    def test_a_modal_is_filled_in_sent_and_closed_by_keyboard(self):
        modal = self.open_modal()
        self.assertEqual(modal.accessible_name, "스티커 고르기")
        self.assertEqual(self.active().accessible_name, "이름")
        self.assertEqual(self.nameless("#modal"), [])
        self.shot("modal-ko")
        self.keys("고양이", Keys.ENTER)
        values = self.heard("view_submission")["view"]["state"]["values"]
        self.assertEqual(values["name"]["name"]["value"], "고양이")
        self.wait(lambda: not self.find("#modal[open]"), "the modal to close")

    def test_a_required_field_and_the_apps_errors_stand_at_their_field(self):
        self.open_modal()
        self.keys(Keys.ENTER)
        error = self.one("#modal .field-error")
        self.assertIn("required", error.text)
        self.assertEqual(self.active().get_attribute("aria-invalid"), "true")
        app.answers["view_submission"] = lambda payload: {
            "response_action": "errors", "errors": {"name": "그런 스티커는 없어요"}}
        self.active().send_keys("용", Keys.ENTER)
        self.wait(lambda: "그런 스티커는 없어요" in self.words("#modal"), "the error")
        self.assertEqual(self.active().get_attribute("value"), "용")
        self.assertEqual(self.active().get_attribute("aria-description"), "그런 스티커는 없어요")

    def test_what_was_typed_stays_over_an_update_and_a_push(self):
        self.open_modal()
        self.keys("고양이")
        view = app.get(f"twin/see?user={KIM}&channel={TEAM}")["modals"][-1]
        app.call("views.update", view_id=view["id"], view={**MODAL, "title": plain("바뀐 제목")})
        self.wait(lambda: self.words("#modal h2") == "바뀐 제목", "the update")
        self.assertEqual(self.active().get_attribute("value"), "고양이")
        app.answers["view_submission"] = lambda payload: {
            "response_action": "push", "view": {**MODAL, "title": plain("둘째")}}
        self.keys(Keys.ENTER)
        self.wait(lambda: self.words("#modal h2") == "둘째", "the second view")
        self.keys(Keys.ESCAPE)
        self.wait(lambda: self.words("#modal h2") == "바뀐 제목", "the first view")
        self.wait(lambda: self.script("return document.querySelector('#modal input').value") == "고양이",
                  "what was typed")

    def test_tab_stays_in_the_modal_and_every_stop_is_seen_and_named(self):
        self.open_modal()
        stops = self.tab_through("#modal")
        self.assertGreaterEqual(len(stops), 5)
        self.assertEqual([e for e in stops if e.get_attribute("id") == "composer-text"], [])

    # Home

    def test_the_home_tab_is_opened_by_arrows_and_shows_what_the_app_publishes(self):
        app.answers["app_home_opened"] = lambda event: app.call(
            "views.publish", user_id=event["user"], view={"type": "home", "blocks": [
                {"type": "header", "text": plain("내 스티커")},
                {"type": "actions", "elements": [
                    {"type": "button", "action_id": "more", "text": plain("더 보기")}]}]}) and None
        self.open(KIM, DM)
        self.one("#tab-messages").send_keys(Keys.ARROW_RIGHT)
        self.wait(lambda: "내 스티커" in self.words("#home"), "the Home tab")
        self.assertEqual(self.active().get_attribute("id"), "tab-home")
        self.assertFalse(self.one("#composer-text").is_displayed())
        self.assertEqual(self.nameless(), [])
        self.shot("home-ko")
        self.one("#home button").send_keys(Keys.ENTER)
        self.assertEqual(self.heard("block_actions")["container"]["type"], "view")
        self.assertEqual(self.active().text, "더 보기")

    def test_only_the_apps_own_conversation_has_tabs(self):
        self.open(KIM, GENERAL)
        self.assertFalse(self.one("#tabs").is_displayed())

    # The page

    def test_every_conversation_is_there_with_its_kind(self):
        self.open(KIM, "G0SECRET")
        self.assertIn("비공개 채널", self.one("#channel-note").text)
        self.open(KIM, "D0PAIR")
        self.wait(lambda: self.one("#channel-name").text == "Lee", "the direct message")

    def test_the_language_of_a_member_can_be_switched_and_the_focus_stays(self):
        self.open(KIM, TEAM)
        self.box.send_keys("쓰다 만 말")
        self.one("#language").send_keys(Keys.ENTER)
        self.wait(lambda: self.one("html").get_attribute("lang") == "en", "English")
        self.assertEqual(self.box.get_attribute("value"), "쓰다 만 말")
        self.assertEqual(self.active().get_attribute("id"), "language")
        self.keys(Keys.ENTER)
        self.wait(lambda: self.one("html").get_attribute("lang") == "ko", "Korean")

    def test_the_phones_width_has_all_a_narrow_window_has(self):
        self.say(LEE, "가나다")
        self.open(KIM, TEAM)
        self.one("#phone").send_keys(Keys.ENTER)
        self.wait(lambda: self.one("#menu").is_displayed(), "the narrow page")
        self.assertEqual(self.one("#phone").get_attribute("aria-pressed"), "true")
        self.assertLessEqual(self.one("#app").size["width"], 390)
        self.assertEqual(self.nameless(), [])
        self.one(".message .tools button").send_keys(Keys.ENTER)
        self.wait(lambda: self.one("#thread").is_displayed(), "the thread")
        self.assertEqual(self.one("#thread").size["width"], self.one("#app").size["width"] - 2)
        self.shot("phone-thread-ko")
        self.one("#thread-close").send_keys(Keys.ENTER)
        self.one("#phone").send_keys(Keys.ENTER)
        self.wait(lambda: not self.one("#menu").is_displayed(), "the wide page")

    def test_reload_drops_ephemerals_and_keeps_the_rest(self):
        self.say(LEE, "모두에게")
        app.call("chat.postEphemeral", channel=TEAM, user=KIM, text="너에게만")
        self.open(KIM, TEAM)
        self.wait(lambda: self.find(".message.private"), "the ephemeral")
        self.one("#reload").send_keys(Keys.ENTER)
        self.wait(lambda: not self.find(".message.private"), "it to go")
        self.assertEqual(len(self.find("#messages .message")), 1)
        self.assertEqual(self.find(".message")[0].find_element(By.CSS_SELECTOR, ".name").text, "Lee")


if __name__ == "__main__":
    main()
