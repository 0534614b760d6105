"""Modals and option lists: what an app made with one of Slack's SDKs must meet on the twin."""

from stage import KIM, LEE, TEAM, wait


class Modals:
    def open(self):
        self.say("/sticker modal")
        self.says(call="views.open", ok=True)
        return wait(lambda: self.modals(), "the modal")[-1]

    def modals(self):
        return self.twin.views(KIM)["modals"]

    def close_all(self):
        for _ in self.modals():
            self.twin.order("close", user=KIM, view="last", all=True)

    def setUp(self):
        super().setUp()
        self.addCleanup(self.close_all)

    def submit(self, **values):
        return self.twin.order("submit", user=KIM, view="last", values=values)

    def test_a_command_opens_a_modal(self):
        view = self.open()
        self.assertEqual((view["type"], view["callback_id"]), ("modal", "settings"))
        self.assertEqual(view["title"]["text"], "Settings")

    def test_a_refused_field_keeps_the_modal_open_with_the_apps_words(self):
        self.open()
        answer = self.submit(count="9")
        self.assertTrue(answer["acked"], answer)
        self.assertFalse(answer["closed"])
        self.assertEqual(answer["errors"], {"count": "3 to 5, please"})
        self.assertEqual(len(self.modals()), 1)

    def test_an_accepted_modal_closes(self):
        self.open()
        answer = self.submit(count="4")
        self.assertTrue(answer["acked"] and answer["closed"], answer)
        self.assertEqual(self.says(view="settings", count="4")["user"], KIM)
        self.assertEqual(self.modals(), [])

    def test_an_ack_can_bring_the_next_view(self):
        self.open()
        self.assertFalse(self.submit(count="5")["closed"])
        self.assertEqual(self.modals()[-1]["title"]["text"], "Five it is")

    def test_a_trigger_is_good_once(self):
        self.say("/sticker modal twice")
        self.says(call="views.open", ok=True)
        self.assertIn(self.says(call="views.open", ok=False)["error"],
                      ("exchanged_trigger_id", "expired_trigger_id"))

    def test_a_broken_view_is_refused_with_the_place_of_the_fault(self):
        self.say("/sticker modal broken")
        refused = self.says(call="views.open", ok=False)
        self.assertEqual(refused["error"], "invalid_arguments")
        self.assertTrue(any("/view/title" in message for message in refused["messages"]), refused)


class Options:
    def test_options_are_asked_for_as_a_member_types(self):
        self.say("/sticker select")
        ts = self.sees("choose a pack")["ts"]
        answer = self.twin.order("type", user=KIM, message=ts, action_id="pack", text="no")
        self.assertTrue(answer["acked"], answer)
        self.assertEqual([o["value"] for o in answer["options"]], ["noto-anim"])
        self.says(options="pack", typed="no")

    def test_a_list_without_options_is_an_empty_one(self):
        self.say("/sticker select")
        ts = self.sees("choose a pack")["ts"]
        answer = self.twin.order("type", user=KIM, message=ts, action_id="pack", text="zz")
        self.assertEqual((answer["acked"], answer["options"]), (True, []))

    def test_a_modal_asks_for_options_too(self):
        self.say("/sticker modal")
        self.says(call="views.open", ok=True)
        self.addCleanup(self.twin.order, "close", user=KIM, view="last", all=True)
        answer = self.twin.order("type", user=KIM, view="last", action_id="pack", text="openm")
        self.assertEqual([o["value"] for o in answer["options"]], ["openmoji"])


class Shortcuts:
    def test_a_global_shortcut_opens_a_modal(self):
        answer = self.twin.order("shortcut", user=KIM, callback_id="sticker_search")
        self.assertTrue(answer["acked"], answer)
        self.addCleanup(self.twin.order, "close", user=KIM, view="last", all=True)
        self.assertEqual(self.says(shortcut="sticker_search")["user"], KIM)
        self.says(call="views.open", ok=True)
        self.assertEqual(self.twin.views(KIM)["modals"][-1]["title"]["text"], "From a shortcut")

    def test_a_message_shortcut_brings_the_message_and_a_way_to_answer(self):
        self.say("look at this", LEE, TEAM)
        ts = self.sees("look at this", KIM, TEAM)["ts"]
        self.twin.order("shortcut", user=KIM, callback_id="sticker_reply", message_ts=ts)
        told = self.says(shortcut="sticker_reply")
        self.assertEqual((told["text"], told["ts"]), ("look at this", ts))
        self.assertEqual(self.sees("seen it", KIM, TEAM)["to"], KIM)


class Home:
    def test_the_home_tab_shows_what_the_app_publishes(self):
        self.twin.order("home", user=LEE)
        self.assertEqual(self.says(event="app_home_opened")["tab"], "home")
        self.says(call="views.publish", ok=True)
        (block,) = self.twin.views(LEE)["home"]["blocks"]
        self.assertEqual(block["text"]["text"], "Welcome home")


class TokenRotation:
    def test_a_refresh_token_is_good_once_and_brings_a_token_that_works(self):
        self.twin.order("world", rotation=True)
        self.addCleanup(self.twin.order, "world", rotation=False)
        self.say("/sticker refresh xoxe-1-twin-0")
        self.says(call="oauth.v2.access", ok=True)
        self.says(call="auth.test", ok=True)
        self.assertEqual(self.says(call="oauth.v2.access", ok=False)["error"],
                         "invalid_refresh_token")
